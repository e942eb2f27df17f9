import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connectShared } from "@/components/live/share";
import type { LiveMessage } from "@/lib/live/rules";
import { FakeEventSource, fakeBrowser } from "./fake-browser";

const board: LiveMessage = {
  event: "board",
  data: { orders: [], counts: { placed: 1, accepted: 0, ready: 0 }, trouble: 0, whole: true },
};

function ordering(said: { pausedUntil: number | null; readAt: number }): LiveMessage {
  return { event: "ordering", data: { open: true, closedMessage: "", pausedMessage: "", ...said } };
}

const patience = { timeout: 10_000 };
let page: ReturnType<typeof fakeBrowser>;
const leaving: (() => void)[] = [];
beforeEach(() => {
  page = fakeBrowser();
});
afterEach(() => {
  for (const leave of leaving.splice(0)) leave();
  vi.unstubAllGlobals();
});

function openTab() {
  const heard: LiveMessage[] = [];
  const leave = connectShared(["admin"], { hear: (message) => heard.push(message), lost: () => {} });
  leaving.push(leave);
  return { heard, leave };
}

test("staff tabs share one stream, and what it says reaches each", async () => {
  const tabs = [openTab(), openTab(), openTab()];
  await vi.waitUntil(() => FakeEventSource.open.length > 0, patience);
  FakeEventSource.last.say(board);
  await vi.waitUntil(() => tabs.every(({ heard }) => heard.length > 0), patience);
  expect(FakeEventSource.opened).toHaveLength(1);
});

test("when the tab that has it goes, the next one opens it", async () => {
  const [first, second] = [openTab(), openTab()];
  await vi.waitUntil(() => FakeEventSource.open.length > 0, patience);
  first.leave();
  expect(FakeEventSource.open).toHaveLength(0);
  await vi.waitUntil(() => FakeEventSource.open.length > 0, patience);
  FakeEventSource.last.say(board);
  expect(second.heard).toContainEqual(board);
  expect(first.heard).toEqual([]);
});

test("of a hidden tab and one that is looked at, the latter has the stream, whoever came first", async () => {
  page.show(true);
  openTab();
  page.show(false);
  const seen = openTab();
  await vi.waitUntil(() => FakeEventSource.open.length > 0, patience);
  seen.leave();
  expect(FakeEventSource.open).toHaveLength(0);
  await vi.waitUntil(() => FakeEventSource.open.length > 0, patience);
});

test("a tab that joins asks for the whole by itself", async () => {
  page.messages = [board];
  openTab();
  await vi.waitUntil(() => FakeEventSource.open.length > 0, patience);
  const second = openTab();
  await vi.waitUntil(() => second.heard.length > 0, patience);
  expect(FakeEventSource.opened).toHaveLength(1);
  expect(page.asked).toBe(1);
});

test("an answer that was read before what a tab heard meanwhile does not have the last word", async () => {
  openTab();
  await vi.waitUntil(() => FakeEventSource.open.length > 0, patience);
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<Response>();
  vi.stubGlobal("fetch", () => {
    asked.resolve();
    return answer.promise;
  });
  const second = openTab();
  await asked.promise;
  FakeEventSource.last.say(ordering({ pausedUntil: 9_000, readAt: 3_000 }));
  await vi.waitUntil(() => second.heard.length > 0, patience);
  const older = ordering({ pausedUntil: null, readAt: 2_000 });
  answer.resolve(Response.json({ messages: [older, board] }));
  await vi.waitUntil(() => second.heard.length > 2, patience);
  expect(second.heard).toContainEqual(board);
  expect(second.heard.filter(({ event }) => event === "ordering").at(-1)).toMatchObject({ data: { readAt: 3_000 } });
});

test("where there are no locks each tab has a stream of its own", async () => {
  vi.stubGlobal("navigator", {});
  openTab();
  openTab();
  expect(FakeEventSource.open).toHaveLength(2);
});
