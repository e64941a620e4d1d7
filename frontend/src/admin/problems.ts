// What a refusal says to a person, and where it belongs on the page.
import { Problem } from "./api";
import { sessionEnded } from "./session.svelte";
import { has, number, t } from "./text.svelte";

/** Something wrong with a form: a sentence, and the field that it belongs to. */
export interface Fault {
  field?: string;
  text: string;
}

/** A sentence in the person's language; what has none yet is told in the service's English. */
export function sentence(code: string, detail: string, retryAfter: number | null = null): string {
  const id = `error-${code.replaceAll("_", "-")}`;
  const seconds = number(retryAfter ?? 60);
  return has(id) ? t(id, { seconds, detail }) : t("error-unknown", { detail });
}

/** Whatever was thrown, as a `Problem`. A session that ended leads to the sign-in, where one comes back from. */
export function asProblem(thrown: unknown): Problem {
  if (!(thrown instanceof Problem)) throw thrown;
  if (thrown.code === "sign_in_required" || thrown.code === "token_invalid") sessionEnded();
  return thrown;
}

export function words(problem: Problem): string {
  return sentence(problem.code, problem.message, problem.retryAfter);
}

/** Every fault of a refusal, each at its field where the service named one. */
export function faults(thrown: unknown): Fault[] {
  const problem = asProblem(thrown);
  if (problem.fields.length === 0) return [{ text: words(problem) }];
  return problem.fields.map(({ field, code, detail }) => ({ field, text: sentence(code, detail) }));
}

export function faultAt(faults: Fault[], field: string): string | undefined {
  return faults.find((fault) => fault.field === field)?.text;
}

/** The id of the control for a field of the API: `question.fi` → `field-question-fi`. */
export function fieldId(field: string): string {
  return `field-${field.replace(/[^\w-]+/g, "-")}`;
}
