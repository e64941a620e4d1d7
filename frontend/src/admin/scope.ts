// Forms of the same kind on one page: what their fields are called by must differ.
import { getContext, setContext } from "svelte";
import { fieldId } from "./problems";

const SCOPE = Symbol("scope");

/** For a component that may stand on a page several times. */
export function setScope(name: string): void {
  setContext(SCOPE, name);
}

/** What names the controls of the form that a component stands in. */
export function scoped(): (field: string) => string {
  const scope = getContext<string | undefined>(SCOPE);
  return (field) => fieldId(scope ? `${scope}.${field}` : field);
}
