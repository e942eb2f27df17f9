import { type Day, instantAt } from "@/lib/time";

export type Appointment = {
  uid: string;
  title: string;
  notes: string;
  place: string;
  url: string;
  day: Day;
  /** Minutes from midnight in the shop's zone; null for the whole day. */
  hours: { opensMinute: number; closesMinute: number } | null;
  timezone: string;
  /** When the order last changed. */
  at: Date;
};

/** A pickup as a calendar file (RFC 5545): lines of at most 75 bytes, instants in UTC. */
export function calendarEntry(appointment: Appointment): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Holdfast//EN",
    "BEGIN:VEVENT",
    `UID:${escaped(appointment.uid)}`,
    `DTSTAMP:${utc(appointment.at)}`,
    ...times(appointment),
    `SUMMARY:${escaped(appointment.title)}`,
    `DESCRIPTION:${escaped(appointment.notes)}`,
    `LOCATION:${escaped(appointment.place)}`,
    `URL:${appointment.url}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

function times({ day, hours, timezone }: Appointment): string[] {
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
