import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
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
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function openTab() {
  const heard: LiveMessage[] = [];
  const lost = vi.fn();
  const leave = connectShared(["admin"], { hear: (message) => heard.push(message), lost });
  leaving.push(leave);
  return { heard, lost, leave };
}

/** Settles once whatever was passed on so far has reached every tab. */
function heardOn(name: string): Promise<void> {
  const last = new BroadcastChannel(name);
  leaving.push(() => last.close());
  return new Promise((heard) => {
    last.onmessage = () => setImmediate(heard);
  });
}

/** A tab that has the lead and says nothing until it is ended. */
function hang(options: LockOptions = {}): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  navigator.locks.request("holdfast-live:admin", options, () => promise).catch(() => undefined);
  leaving.push(resolve);
  return resolve;
}

test("staff tabs share one stream, and what it says reaches each", async () => {
  page.messages = [board];
  const tabs = [openTab(), openTab(), openTab()];
  await vi.waitUntil(() => FakeEventSource.open.length > 0, patience);
  FakeEventSource.last.say(ordering({ pausedUntil: null, readAt: 1 }));
  await vi.waitUntil(() => tabs.every(({ heard }) => heard.at(-1)?.event === "ordering"), patience);
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
  // Time stands until the first one leads: a machine that holds up before that would have it ask as well.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  page.messages = [board];
  openTab();
  await vi.advanceTimersByTimeAsync(0);
  for (let turns = 0; turns < 1_000_000 && FakeEventSource.open.length === 0; turns += 1)
    await new Promise(setImmediate);
  const second = openTab();
  await vi.waitUntil(() => second.heard.length > 0, patience);
  expect(FakeEventSource.opened).toHaveLength(1);
  expect(page.asked).toBe(1);
});

describe("a tab that joins while another one leads", () => {
  const change: LiveMessage = { event: "board", data: { ...board.data, whole: false } };
  beforeEach(async () => {
    openTab();
    await vi.waitUntil(() => FakeEventSource.open.length > 0, patience);
  });

  test("asks for the whole also if it hears of a change first", async () => {
    page.messages = [board];
    const tab = openTab();
    FakeEventSource.last.say(change);
    await vi.waitUntil(() => tab.heard.length > 0, patience);
    expect(tab.heard[0]).toEqual(board);
  });

  test("is out of touch until it has the whole, whatever it hears, and asks again until then", async () => {
    const tab = openTab();
    await vi.waitUntil(() => tab.lost.mock.calls.length > 0, patience);
    const passedOn = heardOn("holdfast-live:admin");
    FakeEventSource.last.say(change);
    await passedOn;
    expect(tab.heard).toEqual([]);
    page.messages = [board];
    await vi.waitUntil(() => tab.heard.length > 0, patience);
    expect(tab.heard[0]).toEqual(board);
  });
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
  const passedOn = heardOn("holdfast-live:admin");
  FakeEventSource.last.say(ordering({ pausedUntil: 9_000, readAt: 3_000 }));
  await passedOn;
  const older = ordering({ pausedUntil: null, readAt: 2_000 });
  answer.resolve(Response.json({ messages: [older, board] }));
  await vi.waitUntil(() => second.heard.length > 2, patience);
  expect(second.heard).toContainEqual(board);
  expect(second.heard.filter(({ event }) => event === "ordering").at(-1)).toMatchObject({ data: { readAt: 3_000 } });
});

describe("a tab that follows one which hangs", () => {
  const silence = 40_000;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    page.messages = [board];
  });

  test("is out of touch after a few beats of silence, and takes the lead", async () => {
    hang();
    const tab = openTab();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([FakeEventSource.opened.length, tab.lost.mock.calls.length]).toEqual([0, 0]);
    await vi.advanceTimersByTimeAsync(silence);
    expect(tab.lost).toHaveBeenCalledTimes(1);
    await vi.waitUntil(() => FakeEventSource.open.length === 1, patience);
    const before = tab.heard.length;
    FakeEventSource.last.say(board);
    expect(tab.heard).toHaveLength(before + 1);
  });

  test("is one of several of which in the end one leads, and each hears", async () => {
    hang();
    const tabs = [openTab(), openTab(), openTab()];
    await vi.advanceTimersByTimeAsync(silence);
    await vi.waitUntil(() => FakeEventSource.open.length === 1, patience);
    for (const { heard } of tabs) heard.length = 0;
    await vi.waitUntil(() => {
      FakeEventSource.open[0]?.say(board);
      return FakeEventSource.open.length === 1 && tabs.every(({ heard }) => heard.length > 0);
    }, patience);
  });

  test("hears nothing more from it once another tab leads", async () => {
    hang();
    const [thief, third] = [openTab(), openTab()];
    await vi.advanceTimersByTimeAsync(silence);
    await vi.waitUntil(() => {
      FakeEventSource.open[0]?.say(board);
      return FakeEventSource.open.length === 1 && [thief, third].every(({ heard }) => heard.length > 1);
    }, patience);
    const late = new BroadcastChannel("holdfast-live:admin");
    late.postMessage({ since: 1, message: ordering({ pausedUntil: null, readAt: 1 }) });
    for (const { heard } of [thief, third]) heard.length = 0;
    const last = ordering({ pausedUntil: null, readAt: 2 });
    await vi.waitUntil(() => {
      FakeEventSource.open[0]?.say(last);
      return third.heard.filter(({ event }) => event === "ordering").length > 2;
    }, patience);
    late.close();
    for (const { heard } of [thief, third])
      expect(heard.filter(({ event }) => event === "ordering")).not.toContainEqual(
        ordering({ pausedUntil: null, readAt: 1 }),
      );
  });
});

test("a tab from which the lead was taken while it hung follows, and leads again when its turn comes", async () => {
  page.messages = [board];
  const tab = openTab();
  await vi.waitUntil(() => FakeEventSource.open.length === 1, patience);
  FakeEventSource.last.say(ordering({ pausedUntil: null, readAt: 1 }));
  const end = hang({ steal: true });
  await vi.waitUntil(() => FakeEventSource.open.length === 0, patience);
  await vi.waitUntil(() => tab.heard.length > 1, patience);
  end();
  await vi.waitUntil(() => FakeEventSource.open.length === 1, patience);
});

test("where locks are refused each tab has a stream of its own", async () => {
  vi.stubGlobal("navigator", { locks: { request: () => Promise.reject(new DOMException("No.", "SecurityError")) } });
  const tabs = [openTab(), openTab()];
  await vi.waitUntil(() => FakeEventSource.open.length === 2, patience);
  for (const source of FakeEventSource.open) source.say(board);
  expect(tabs.map(({ heard }) => heard)).toEqual([[board], [board]]);
});

test("where there are no locks each tab has a stream of its own", async () => {
  vi.stubGlobal("navigator", {});
  openTab();
  openTab();
  expect(FakeEventSource.open).toHaveLength(2);
});
