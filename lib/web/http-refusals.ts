import { refusals } from "@/lib/refusal";

/** A field that was refused, by its path: `lines.0.quantity`. */
export type FieldError = { path: string; message: string };

export type HttpRefusals = {
  invalid: { errors: FieldError[] };
  broken_json: Record<string, never>;
  key_missing: Record<string, never>;
  key_malformed: Record<string, never>;
  too_large: { limitBytes: number };
  wrong_type: { wanted: string };
  wrong_method: { allow: string };
  unavailable: Record<string, never>;
  not_ready: { missing: string[] };
};

/** What the API refuses before any command hears of it. */
export const refuseHttp: <Code extends keyof HttpRefusals>(code: Code, detail: HttpRefusals[Code]) => never =
  refusals<HttpRefusals>({
    invalid: ({ errors }) => `Please check ${errors.length === 1 ? "one field" : `${errors.length} fields`}.`,
    broken_json: () => "The body is not JSON in UTF-8.",
    key_missing: () => "Please send an Idempotency-Key header, the same for each try of one order.",
    key_malformed: () => "An Idempotency-Key has 16 to 255 visible ASCII characters.",
    too_large: ({ limitBytes }) => `The body is longer than ${limitBytes} bytes.`,
    wrong_type: ({ wanted }) => `Please send the body as ${wanted}, not compressed.`,
    wrong_method: ({ allow }) => `This address takes ${allow} alone.`,
    unavailable: () => "The shop cannot reach its records right now. Please try again in a moment.",
    not_ready: ({ missing }) => `Not ready: ${missing.join(", ")}.`,
  });
