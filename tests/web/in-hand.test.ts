import { expect, test } from "vitest";
import { inHand, mostInHand } from "@/lib/web/in-hand";

type Held = { started: boolean; end: () => void; done: Promise<string> };

/** Work that goes on until it is ended. */
function hold(name: string): Held {
  let end = () => {};
  const held: Held = { started: false, end: () => end(), done: Promise.resolve("") };
  const until = new Promise<void>((resolve) => {
    end = resolve;
  });
  held.done = inHand(async () => {
    held.started = true;
    await until;
    return name;
  });
  held.done.catch(() => undefined);
  return held;
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("so much runs at a time, so much waits in the order it came, and the next is told at once when to come again", async () => {
  const running = Array.from({ length: mostInHand.running }, (_, at) => hold(`running ${at}`));
  const waiting = Array.from({ length: mostInHand.waiting }, (_, at) => hold(`waiting ${at}`));
  const refused = hold("one too many");
  await settled();
  expect(running.every(({ started }) => started)).toBe(true);
  expect(waiting.some(({ started }) => started)).toBe(false);
  const refusal = await refused.done.catch((error) => error);
  expect(refusal).toMatchObject({ code: "busy", message: expect.stringMatching(/try again in \d+ seconds/) });
  expect(refusal.detail.retryAfterSeconds).toBeGreaterThanOrEqual(2);
  expect(refusal.detail.retryAfterSeconds).toBeLessThanOrEqual(8);
  expect(refused.started).toBe(false);

  running[3]?.end();
  await settled();
  expect(waiting.map(({ started }) => started).indexOf(true)).toBe(0);
  expect(waiting.filter(({ started }) => started)).toHaveLength(1);

  const after = hold("room again");
  for (const one of [...running, ...waiting, after]) one.end();
  await Promise.all([...running, ...waiting, after].map(({ done }) => done));
});

test("work that fails gives its place back", async () => {
  const failing = Array.from({ length: mostInHand.running + 3 }, () => inHand(() => Promise.reject(new Error("no"))));
  const results = await Promise.allSettled(failing);
  expect(results.every(({ status }) => status === "rejected")).toBe(true);
  expect(await inHand(async () => "there is room")).toBe("there is room");
});
