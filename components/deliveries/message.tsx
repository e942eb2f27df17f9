import s from "@/components/deliveries/deliveries.module.css";
import { Icon } from "@/components/layout/admin-icons";
import { calendarName } from "@/lib/deliveries/rules";
import type { DeliveryChannel } from "@/lib/deliveries/status";

type Props = {
  id: string;
  channel: DeliveryChannel;
  address: string;
  subject: string;
  body: string;
  html: string;
  calendar: string;
};

/**
 * A message as whoever gets it sees it. An email is shown in a frame of no origin, under this page's own policy: no script of
 * the message's can run there. Scripts are not switched off altogether, or accessibility checkers would hang on it.
 */
export function Message({ id, channel, address, subject, body, html, calendar }: Props) {
  if (channel === "text") return <p className={s.bubble}>{body}</p>;
  if (channel !== "email") return <pre className={s.payload}>{pretty(body)}</pre>;
  return (
    <div className={s.mail}>
      <p>
        <b>{subject}</b>
        <span className="meta quiet">to {address}</span>
      </p>
      {html ? (
        <iframe title={`Email: ${subject}`} srcDoc={html} sandbox="allow-scripts" loading="lazy" />
      ) : (
        <pre className={s.payload}>{body}</pre>
      )}
      {calendar && (
        <p className={s.attached}>
          <Icon name="plan" />
          <span>
            <b>{calendarName}</b>
            <span className="meta quiet">{attachedWords(calendar)}</span>
          </span>
          <a className="btn small" href={`/api/staff/deliveries/${id}/${calendarName}`} download={calendarName}>
            Open
          </a>
        </p>
      )}
    </div>
  );
}

function attachedWords(calendar: string): string {
  return /^METHOD:CANCEL/m.test(calendar) ? "Takes the pickup out of a calendar" : "The pickup, for a calendar";
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
