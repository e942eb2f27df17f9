/** The domain's no: a code from a closed set, what it is about, and words for the person who asked. Never a bug. */
export class Refusal<Code extends string = string, Detail = unknown> extends Error {
  override readonly name = "Refusal";

  /** By name: Next bundles this module several times, and what one copy throws another may catch. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "Refusal";
  }

  constructor(
    readonly code: Code,
    readonly detail: Detail,
    words: string,
  ) {
    super(words);
  }
}

type Words<Details> = { readonly [Code in keyof Details]: (detail: Details[Code]) => string };

/**
 * The refusals of a domain. Given a code → words table that must be complete, returns `refuse(code, detail)`, which throws.
 * A refusal without words does not compile.
 */
export function refusals<Details extends Record<string, unknown>>(words: Words<Details>) {
  return function refuse<Code extends keyof Details & string>(code: Code, detail: Details[Code]): never {
    throw new Refusal(code, detail, words[code](detail));
  };
}

/** Whether an error is a refusal, of a given code if one is named. */
export function isRefusal(error: unknown, code?: string): error is Refusal {
  return error instanceof Refusal && (code === undefined || error.code === code);
}

/** The refusals that any command may meet. */
export type CommonRefusals = {
  busy: { retryAfterSeconds?: number };
  not_permitted: { permission: string };
  not_signed_in: Record<string, never>;
  not_found: { what: string };
  /** A form that was opened before somebody else changed the same thing. */
  changed_meanwhile: { what: string; by: string | null };
  too_many: { retryAfterSeconds: number };
};

/** Refuses in the words that every domain shares. */
export const refuseCommon: <Code extends keyof CommonRefusals>(code: Code, detail: CommonRefusals[Code]) => never =
  refusals<CommonRefusals>({
    busy: ({ retryAfterSeconds }) =>
      `The shop is very busy at this moment. Nothing was changed. Please try again${retryAfterSeconds ? ` in ${seconds(retryAfterSeconds)}` : ""}.`,
    not_permitted: () => "Your role does not allow this. Ask the owner.",
    not_signed_in: () => "Please sign in.",
    not_found: ({ what }) => `We could not find this ${what}.`,
    changed_meanwhile: ({ what, by }) =>
      `${by ?? "Somebody"} changed this ${what} after you opened it. Nothing of yours was saved yet. Look at the new values, then save again.`,
    too_many: ({ retryAfterSeconds }) =>
      `That was a lot in a short time. Please try again in ${seconds(retryAfterSeconds)}.`,
  });

function seconds(count: number): string {
  if (count > 90) return `${Math.ceil(count / 60)} minutes`;
  return count === 1 ? "a second" : `${count} seconds`;
}
