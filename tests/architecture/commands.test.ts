import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** The functions of a file that take who asks: an actor that may be nobody. */
function commandsOf(file: string): { name: string; body: string }[] {
  const source = readFileSync(file, "utf8");
  const found = source.matchAll(
    /^export (?:async )?function\*? (\w+)(?:<[^(]*>)?\(\s*actor: Actor \| null[\s\S]*?\{\n([\s\S]*?)^\}/gm,
  );
  return [...found].map(([, name, body]) => ({ name: name!, body: body! }));
}

const commands = globSync("lib/*/*.ts").flatMap((file) => commandsOf(file).map((command) => ({ file, ...command })));

describe("a command that people may ask for", () => {
  it("is found", () => expect(commands.length).toBeGreaterThan(30));

  it.each(commands)("$name asks whether they may before it reads or changes anything", ({ body }) => {
    const [before, after] = body.split(/require(?:Permission|Member)\(actor\b/, 2);
    expect(after).toBeDefined();
    expect(before).not.toMatch(/db\(\)|inTransaction|await (?!$)/);
  });
});

describe("history", () => {
  it("is emptied by nothing but the start of a fresh shop", () => {
    const sources = globSync("{lib,app,jobs,scripts}/**/*.ts", { exclude: ["lib/db/generated/**"] });
    const emptying = sources.filter((file) =>
      /TRUNCATE|session_replication_role|DISABLE TRIGGER/i.test(readFileSync(file, "utf8")),
    );
    expect(emptying.filter((file) => !/fresh|empty|restore|backup/.test(file))).toEqual([]);
  });
});
