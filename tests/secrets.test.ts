import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { SealBroken, seal, unseal } from "@/lib/secrets";

const key = () => randomBytes(32).toString("base64");
const secret = "whsec_é🍞";

describe("a sealed secret", () => {
  it("opens with the key that sealed it, and reads as nothing", () => {
    const keys = [key()];
    const sealed = seal(secret, keys);
    expect(unseal(sealed, keys)).toBe(secret);
    expect(sealed).not.toContain("whsec");
    expect(seal(secret, keys)).not.toBe(sealed);
  });

  it("still opens after the keys rotate, and new ones use the new key", () => {
    const [older, newer] = [key(), key()];
    const sealed = seal(secret, [older]);
    expect(unseal(sealed, [newer, older])).toBe(secret);
    expect(unseal(seal(secret, [newer, older]), [newer])).toBe(secret);
  });

  it("says which key is missing, and nothing of its content", () => {
    const sealed = seal(secret, [key()]);
    expect(() => unseal(sealed, [key()])).toThrow(/SECRETS_KEY has no key [0-9a-f]{8}/);
  });

  it("does not open once a character of it was changed", () => {
    const keys = [key()];
    const parts = seal(secret, keys).split(".");
    for (const position of [1, 2, 3]) {
      const changed = parts.with(
        position,
        parts[position]!.replace(/^./, (first) => (first === "A" ? "B" : "A")),
      );
      expect(() => unseal(changed.join("."), keys)).toThrow(SealBroken);
    }
    for (const nonsense of ["", "s1", "s1...", "plain text"]) expect(() => unseal(nonsense, keys)).toThrow(SealBroken);
  });
});
