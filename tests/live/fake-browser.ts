import { vi } from "vitest";
import type { LiveMessage } from "@/lib/live/rules";

/** Streams as a page opens them; the test says what comes through. */
export class FakeEventSource {
  static opened: FakeEventSource[] = [];
  onerror: (() => void) | null = null;
  closed = false;
  readonly #listeners = new Map<string, (event: { data: string }) => void>();

  constructor(readonly url: string) {
    FakeEventSource.opened.push(this);
  }

  static get open(): FakeEventSource[] {
    return FakeEventSource.opened.filter((source) => !source.closed);
  }

  static get last(): FakeEventSource {
    return FakeEventSource.opened.at(-1)!;
  }

  addEventListener(event: string, listener: (event: { data: string }) => void): void {
    this.#listeners.set(event, listener);
  }

  close(): void {
    this.closed = true;
  }

  say({ event, data }: LiveMessage): void {
    this.#listeners.get(event)?.({ data: JSON.stringify(data) });
  }

  fail(): void {
    this.onerror?.();
  }
}

/** Puts what a page needs of a browser in place. Returns the page's visibility, and what its snapshots answer. */
export function fakeBrowser() {
  FakeEventSource.opened = [];
  const document = Object.assign(new EventTarget(), { hidden: false });
  const page = { messages: null as LiveMessage[] | null, asked: 0 };
  vi.stubGlobal("EventSource", FakeEventSource);
  vi.stubGlobal("document", document);
  vi.stubGlobal("fetch", async () => {
    page.asked += 1;
    return page.messages ? Response.json({ messages: page.messages }) : new Response(null, { status: 503 });
  });
  return Object.assign(page, {
    show(hidden: boolean) {
      document.hidden = hidden;
      document.dispatchEvent(new Event("visibilitychange"));
    },
  });
}
