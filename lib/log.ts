import { randomBytes } from "node:crypto";
import { type Logger, pino } from "pino";

const secret = [
  "password",
  "token",
  "secret",
  "authorization",
  "cookie",
  "*.password",
  "*.token",
  "*.secret",
  "*.authorization",
  "*.cookie",
];

let logger: Logger | undefined;

/** The process's log: JSON lines on standard output, secrets struck out. */
export function log(): Logger {
  logger ??= pino({
    level: process.env.LOG_LEVEL || "info",
    base: { process: process.env.HOLDFAST_PROCESS ?? "holdfast" },
    redact: secret,
    serializers: { err: plainError },
  });
  return logger;
}

/** Logs a bug or an outage once, at the edge, and returns the reference that the user is shown. */
export function logFailure(error: unknown, where: string): string {
  const reference = randomBytes(4).toString("hex");
  log().error({ err: error, where, reference }, `${where} failed`);
  return reference;
}

/** What an error says, and nothing that hangs from it: drivers attach whole connections. */
function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack } = error;
  const code = (error as { code?: unknown }).code;
  return {
    name,
    message,
    stack,
    ...(typeof code === "string" && { code }),
    ...(error.cause !== undefined && { cause: plainError(error.cause) }),
  };
}
