import { type Day, instantAt } from "@/lib/time";

export type Appointment = {
  /** The same for ever, so that a later file changes the entry instead of adding one. */
  uid: string;
  /** Rises with each change; a calendar drops what is older than what it has. */
  sequence: number;
  /** Whether the entry is to be taken out again. */
  cancelled: boolean;
  /** Who publishes it: a name, and an address as a URI. */
  organizer: { name: string; uri: string };
  title: string;
  notes: string;
  place: string;
  url: string;
  day: Day;
  /** Minutes from midnight in the shop's zone; null for the whole day. */
  hours: { opensMinute: number; closesMinute: number } | null;
  /** The time that was chosen, as instants; null where the day has none: then the hours say when. */
  time: { startsAt: string; endsAt: string } | null;
  timezone: string;
  /** When this was so. */
  at: Date;
};

/** A pickup as a calendar file (RFC 5545 and 5546): published, or cancelled; lines of at most 75 bytes, instants in UTC. */
export function calendarEntry(appointment: Appointment): string {
  const { cancelled, organizer } = appointment;
  return written([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Holdfast//EN",
    "CALSCALE:GREGORIAN",
    `METHOD:${cancelled ? "CANCEL" : "PUBLISH"}`,
    "BEGIN:VEVENT",
    `UID:${escaped(appointment.uid)}`,
    `SEQUENCE:${appointment.sequence}`,
    `DTSTAMP:${utc(appointment.at)}`,
    ...times(appointment),
    `STATUS:${cancelled ? "CANCELLED" : "CONFIRMED"}`,
    // Whoever collects bread is not busy all morning.
    "TRANSP:TRANSPARENT",
    `ORGANIZER;CN="${organizer.name.replace(/["\p{Cc}]/gu, "'")}":${organizer.uri}`,
    `SUMMARY:${escaped(appointment.title)}`,
    `DESCRIPTION:${escaped(appointment.notes)}`,
    `LOCATION:${escaped(appointment.place)}`,
    `URL:${appointment.url}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ]);
}

/** A calendar file without the address that it leads to, for showing to staff: of an order's page the address is the key. */
export function withoutAddress(file: string): string {
  if (!file) return "";
  const lines = file.replaceAll("\r\n ", "").split("\r\n").filter(Boolean);
  return written(lines.filter((line) => !line.startsWith("URL:")));
}

/** Whether a calendar file takes its entry out. */
export function takesOut(file: string): boolean {
  return file.includes("\r\nMETHOD:CANCEL\r\n");
}

function times({ day, hours, time, timezone }: Appointment): string[] {
  if (time) return [`DTSTART:${utc(new Date(time.startsAt))}`, `DTEND:${utc(new Date(time.endsAt))}`];
  if (!hours) return [`DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`];
  const [from, to] = [hours.opensMinute, hours.closesMinute].map((minute) => instantAt(day, minute, timezone));
  return [`DTSTART:${utc(from!)}`, `DTEND:${utc(to!)}`];
}

function utc(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d{3}/g, "");
}

function escaped(words: string): string {
  return words.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
}

function written(lines: readonly string[]): string {
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

/** A long line goes on in the next, after a space; no character is cut in two. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  for (const character of line) {
    if (Buffer.byteLength(part + character) > 74) {
      parts.push(part);
      part = "";
    }
    part += character;
  }
  return [...parts, part].join("\r\n ");
}
