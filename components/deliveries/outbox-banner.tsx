import s from "@/components/deliveries/deliveries.module.css";
import { Icon } from "@/components/layout/admin-icons";

/** Says that nothing here is sent, and which setting would change that. */
export function OutboxBanner({ sends }: { sends: { email: boolean; text: boolean } }) {
  if (sends.email && sends.text) {
    return (
      <div className={s.banner}>
        <Icon name="outbox" />
        <p>
          <b>Email and text are set up.</b> New messages are sent. What is here was kept before, and can be sent from
          its delivery.
        </p>
      </div>
    );
  }
  return (
    <div className={s.banner} data-loud>
      <Icon name="outbox" />
      <div>
        <p>
          <b>{loudWords(sends)}</b> Each is kept here as it would look.
        </p>
        <ul>
          {!sends.email && (
            <li>
              For email, set <code>SMTP_URL</code> and start the shop again.
            </li>
          )}
          {!sends.text && (
            <li>
              For texts, set <code>TWILIO_ACCOUNT_SID</code>, <code>TWILIO_AUTH_TOKEN</code> and{" "}
              <code>TWILIO_FROM</code> and start the shop again.
            </li>
          )}
        </ul>
      </div>
    </div>
  );
}

function loudWords({ email, text }: { email: boolean; text: boolean }): string {
  if (!email && !text) return "None of these messages is sent: no mail server and no text service is set.";
  return email ? "No text is sent: no text service is set." : "No email is sent: no mail server is set.";
}
