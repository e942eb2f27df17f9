import type { Readable } from "node:stream";
import nodemailer from "nodemailer";

type Pool = { url: string; transport: ReturnType<typeof connect>; contentOf: Map<string, Readable> };

/** Connections that stay open between mails, and each mail's content stream, which knows whether it was read. */
export class MailPools {
  #current: Pool | undefined;

  constructor(private readonly patienceMs: number) {}

  /** The pool of the server that mail goes out by now. */
  to(url: string): Pool {
    if (this.#current?.url === url) return this.#current;
    this.#current?.transport.close();
    this.#current = { url, transport: connect(url, this.patienceMs), contentOf: new Map() };
    watchContent(this.#current);
    return this.#current;
  }
}

function watchContent({ transport, contentOf }: Pool): void {
  transport.use("stream", ({ message }, done) => {
    message.processFunc((content) => {
      contentOf.set(message.messageId(), content);
      return content;
    });
    done();
  });
}

function connect(url: string, patienceMs: number) {
  return nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 4,
    maxRequeues: 1,
    dnsTimeout: patienceMs,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
