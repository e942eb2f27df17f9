/** Something that whoever started the command can put right. Its message is one line that says how. */
export class Failure extends Error {
  override name = "Failure";
}

const told = new Set(["Failure", "SettingsError", "MigrationError"]);

/** Runs a script's main function. A failure that has words is one line; anything else is a bug and shows where. */
export async function run(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(wordsFor(error));
    process.exit(1);
  }
}

/** What to tell about an error: its one line if it was written for people, else all there is. */
export function wordsFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (told.has(error.name)) return error.message;
  return databaseTrouble(error) ?? error.stack ?? error.message;
}

function databaseTrouble(error: Error & { code?: string }): string | undefined {
  const code = error.code ?? "";
  const refused = ["ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT", "EHOSTUNREACH", "ECONNRESET", "EAI_AGAIN"];
  const denied = ["28P01", "28000", "3D000", "53300", "57P03"];
  if (!refused.includes(code) && !denied.includes(code)) return undefined;
  const reason = error.message || code;
  return `The database cannot be reached: ${reason}. Check DATABASE_URL, and that the server is running.`;
}
