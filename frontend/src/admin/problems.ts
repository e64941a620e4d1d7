// What a refusal says to a person, and where it belongs on the page.
import { Problem, type AskedEdit } from "./api";
import { sessionEnded } from "./session.svelte";
import { has, number, t } from "./text.svelte";

/** Something wrong with a form: a sentence, and the field that it belongs to. */
export interface Fault {
  field?: string;
  text: string;
}

/** A sentence in the person's language: the application's own where it has one, else that of all pages. */
export function sentence(code: string, detail: string, retryAfter: number | null = null): string {
  const name = code.replaceAll("_", "-");
  const values = { seconds: number(retryAfter ?? 60), detail };
  if (has(`own-error-${name}`)) return t(`own-error-${name}`, values);
  return has(`error-${name}`) ? t(`error-${name}`) : t("own-error-unknown", values);
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

/** What a refusal asks about an edit of words that have been compared; nothing if it was refused for something else. */
export function askedEdit(thrown: unknown): AskedEdit | undefined {
  return (thrown instanceof Problem && thrown.code === "edit_kind_required" && thrown.edit) || undefined;
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

/** What a form was saved as; where somebody else changed the same thing since it was read, what is there now. */
export async function savedOrTheirs<Saved>(
  save: () => Promise<Saved>,
  read: () => Promise<Saved>,
): Promise<{ saved: Saved; theirs?: undefined } | { saved?: undefined; theirs: Saved }> {
  try {
    return { saved: await save() };
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.code === "precondition_failed") return { theirs: await read() };
    throw thrown;
  }
}
