import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connect } from "@/components/live/connect";
import { Line } from "@/components/live/line";
import type { LiveMessage } from "@/lib/live/rules";
import { FakeEventSource, fakeBrowser } from "./fake-browser";

const topic = "stock:2026-11-28";
const beat: LiveMessage = { event: "beat", data: {} };
const stock = (version: number): LiveMessage => ({
  event: "stock",
  data: { day: "2026-11-28", levels: [{ variantId: "var_1", available: 9 - version, version }], whole: true },
});

let page: ReturnType<typeof fakeBrowser>;
beforeEach(() => {
  vi.useFakeTimers();
  page = fakeBrowser();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a connection", () => {
  const ear = () => ({ hear: vi.fn(), lost: vi.fn() });

  test("that breaks is opened again after about a second", async () => {
    const close = connect([topic], ear());
    FakeEventSource.last.say(beat);
    FakeEventSource.last.fail();
    expect(FakeEventSource.open).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(FakeEventSource.open).toHaveLength(1);
    close();
  });

  test("that never gets through asks now and then instead, and goes on trying", async () => {
    page.messages = [stock(1)];
    const listener = ear();
    const close = connect([topic], listener);
    for (let i = 0; i < 3; i += 1) {
      FakeEventSource.last.fail();
      await vi.advanceTimersByTimeAsync(4_000);
    }
    expect(listener.hear).toHaveBeenCalledWith(stock(1));
    const asked = page.asked;
    await vi.advanceTimersByTimeAsync(8_000);
    expect(page.asked).toBeGreaterThan(asked);
    while (FakeEventSource.open.length === 0) await vi.advanceTimersByTimeAsync(100);
    FakeEventSource.last.say(stock(2));
    const before = page.asked;
    await vi.advanceTimersByTimeAsync(16_000);
    expect(page.asked).toBe(before);
    close();
  });

  test("that is open and silent is given up, and the page asks at once: something on the way holds it back", async () => {
    page.messages = [stock(1)];
    const listener = ear();
    const close = connect([topic], listener);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(listener.lost).toHaveBeenCalledTimes(1);
    expect(listener.hear).toHaveBeenCalledWith(stock(1));
    close();
  });

  test("that does not get through is no loss while asking works, and is one when that fails too", async () => {
    page.messages = [stock(1)];
    const listener = ear();
    const close = connect([topic], listener);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeEventSource.opened.length).toBeGreaterThan(2);
    expect(listener.lost).toHaveBeenCalledTimes(1);
    page.messages = null;
    await vi.advanceTimersByTimeAsync(12_000);
    expect(listener.lost.mock.calls.length).toBeGreaterThan(1);
    close();
  });

  test("whose stream spoke since it asked drops the answer, which is older, also when the stream broke again", async () => {
    const answer = Promise.withResolvers<Response>();
    vi.stubGlobal("fetch", () => answer.promise);
    const listener = ear();
    const close = connect([topic], listener);
    await vi.advanceTimersByTimeAsync(6_000);
    while (FakeEventSource.open.length === 0) await vi.advanceTimersByTimeAsync(100);
    FakeEventSource.last.say(stock(2));
    FakeEventSource.last.fail();
    answer.resolve(Response.json({ messages: [stock(1)] }));
    await vi.advanceTimersByTimeAsync(10);
    expect(listener.hear.mock.calls).toEqual([[stock(2)]]);
    close();
  });

  test("that was closed stays closed", async () => {
    const close = connect([topic], ear());
    FakeEventSource.last.fail();
    close();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(FakeEventSource.open).toHaveLength(0);
    expect(page.asked).toBe(0);
  });
});

describe("a page's line", () => {
  const settle = () => vi.advanceTimersByTimeAsync(60);

  test("is one stream for all topics that its parts follow", async () => {
    const line = new Line(connect);
    const [first, second] = [vi.fn(), vi.fn()];
    line.follow(topic, first);
    line.follow(topic, second);
    line.follow("order:AAAAAAAAAAAAAAAAAAAAAA", vi.fn());
    await settle();
    expect(FakeEventSource.opened).toHaveLength(1);
    expect(decodeURIComponent(FakeEventSource.last.url)).toBe(`/api/live?topics=order:AAAAAAAAAAAAAAAAAAAAAA,${topic}`);
    FakeEventSource.last.say(stock(1));
    expect(first).toHaveBeenCalledWith(stock(1));
    expect(second).toHaveBeenCalledWith(stock(1));
  });

  test("is closed while the page is hidden, and opened anew when it is seen again", async () => {
    const line = new Line(connect);
    line.follow(topic, vi.fn());
    await settle();
    page.show(true);
    expect(FakeEventSource.open).toHaveLength(0);
    page.show(false);
    await settle();
    expect(FakeEventSource.open).toHaveLength(1);
  });

  test("of the staff is open while the page is hidden too, and begins afresh when it is seen or woken", async () => {
    const line = new Line(connect, true);
    const heard = vi.fn();
    line.follow(topic, heard);
    await settle();
    page.show(true);
    await settle();
    expect(FakeEventSource.open).toHaveLength(1);
    FakeEventSource.last.say(stock(1));
    expect(heard).toHaveBeenCalledWith(stock(1));
    for (const wake of [() => page.show(false), () => document.dispatchEvent(new Event("resume"))]) {
      const before = FakeEventSource.opened.length;
      wake();
      await settle();
      expect([FakeEventSource.opened.length, FakeEventSource.open.length]).toEqual([before + 1, 1]);
    }
  });

  test("begins afresh after a sleep of the machine that no event tells of", async () => {
    const line = new Line(connect);
    const leave = line.follow(topic, vi.fn());
    await settle();
    FakeEventSource.last.say(stock(1));
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(6_000);
    expect([FakeEventSource.opened.length, FakeEventSource.open.length]).toEqual([2, 1]);
    leave();
    await settle();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is closed when nobody follows anything", async () => {
    const line = new Line(connect);
    const leave = line.follow(topic, vi.fn());
    await settle();
    leave();
    await settle();
    expect(FakeEventSource.open).toHaveLength(0);
  });

  test("is out of touch a few seconds after it broke, and in touch with the next word", async () => {
    const line = new Line(connect);
    line.follow(topic, vi.fn());
    await settle();
    FakeEventSource.last.say(stock(1));
    expect(line.touch()).toMatchObject({ inTouch: true, lastHeard: expect.any(Date) });
    FakeEventSource.last.fail();
    expect(line.touch().inTouch).toBe(true);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(line.touch().inTouch).toBe(false);
    FakeEventSource.last.say(stock(1));
    expect(line.touch().inTouch).toBe(true);
  });

  test("takes a greeting for no news: until the whole is there, what the page shows is as old as it was", async () => {
    const line = new Line(connect);
    line.follow(topic, vi.fn());
    await settle();
    FakeEventSource.last.say(stock(1));
    const { lastHeard } = line.touch();
    page.show(true);
    await vi.advanceTimersByTimeAsync(3_600_000);
    page.show(false);
    await settle();
    FakeEventSource.last.say(beat);
    expect(line.touch().lastHeard).toBe(lastHeard);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(line.touch()).toEqual({ inTouch: false, lastHeard });
    FakeEventSource.last.say(stock(2));
    expect(line.touch()).toEqual({ inTouch: true, lastHeard: new Date() });
  });

  test("is out of touch while the shop says that its records are away, and was last heard before", async () => {
    const line = new Line(connect);
    line.follow(topic, vi.fn());
    await settle();
    FakeEventSource.last.say(stock(1));
    const { lastHeard } = line.touch();
    await vi.advanceTimersByTimeAsync(1_000);
    for (let beats = 0; beats < 2; beats += 1) {
      FakeEventSource.last.say({ event: "outage", data: { over: false } });
      expect(line.touch()).toEqual({ inTouch: false, lastHeard });
    }
    FakeEventSource.last.say({ event: "outage", data: { over: true } });
    expect(line.touch().inTouch).toBe(true);
  });
});
