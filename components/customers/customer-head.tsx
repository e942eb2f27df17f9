import { ordersWords } from "@/components/customers/customer-words";
import s from "@/components/customers/customers.module.css";
import { momentWords, type Place } from "@/components/layout/admin-clock";
import { Icon } from "@/components/layout/admin-icons";
import { Notice } from "@/components/ui/notice";
import type { CustomerView } from "@/lib/customers/queries";
import { formatMoney } from "@/lib/money";

type Props = { customer: CustomerView; place: Place; currency: string };

/** Who it is, how they are reached, and what their orders come to. */
export function CustomerHead({ customer, place, currency }: Props) {
  const { name, email, phone, erasedAt, otherNames, otherContacts, sums } = customer;
  if (erasedAt)
    return (
      <header className={s.head}>
        <h1 className={s.name}>Erased customer</h1>
        <Notice hue="done" glyph="dash" title={`Erased on request, ${momentWords(erasedAt, place)}.`}>
          The order keeps its number, lines and total. Name, contact, notes and messages are gone.
        </Notice>
      </header>
    );
  return (
    <header className={s.head}>
      <h1 className={s.name}>{name}</h1>
      <p className={s.reach}>
        {phone && (
          <a className="btn" href={`tel:${phone}`}>
            <Icon name="call" />
            {phone}
          </a>
        )}
        {email && (
          <a className="btn" href={`mailto:${encodeURIComponent(email)}`}>
            <Icon name="email" />
            {email}
          </a>
        )}
        {!phone && !email && <span className="quiet">Gave no phone number and no email.</span>}
      </p>
      {(otherNames.length > 0 || otherContacts.length > 0) && (
        <p className="meta quiet">Also on these orders: {[...otherNames, ...otherContacts].join(", ")}</p>
      )}
      <dl className={s.sums}>
        <Sum words="Orders" value={ordersWords(sums)} />
        <Sum words="Handed over" value={formatMoney(sums.totalMinor, currency, place.locale)} />
        <Sum words="Not collected" value={String(sums.notCollected)} stop={sums.notCollected > 0} />
        <Sum words="Cancelled" value={String(sums.cancelled)} />
        <Sum words="First ordered" value={sums.firstAt ? momentWords(sums.firstAt, place) : ""} />
      </dl>
    </header>
  );
}

function Sum({ words, value, stop = false }: { words: string; value: string; stop?: boolean }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd data-stop={stop || undefined}>{value}</dd>
    </div>
  );
}
