import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** A mail server that keeps what it is given, in the order it came. */
export type Mailbox = {
  url: string;
  mailTo(address: string): ParsedMail[];
  /** From now on an address is unknown here, or known again. */
  refuse(address: string): void;
  accept(address: string): void;
  close(): Promise<void>;
};

/** Starts a mail server on a free loopback port. */
export async function openMailbox(): Promise<Mailbox> {
  const mails: { to: string[]; mail: ParsedMail }[] = [];
  const refused = new Set<string>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: ({ address }, _session, done) =>
      done(refused.has(address) ? Object.assign(new Error("No such mailbox here"), { responseCode: 550 }) : null),
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
      simpleParser(stream).then(
        (mail) => {
          mails.push({ to, mail });
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mailTo: (address) => mails.filter(({ to }) => to.includes(address.toLowerCase())).map(({ mail }) => mail),
    refuse: (address) => refused.add(address),
    accept: (address) => refused.delete(address),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
