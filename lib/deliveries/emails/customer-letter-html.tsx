import { Link, Section, Text } from "react-email";
import type { CustomerLetter } from "@/lib/deliveries/emails/customer-letter";
import { Letter, type LetterShop, Lines, NumberCard, Part, Press, Title } from "@/lib/deliveries/emails/letter";
import { look } from "@/lib/deliveries/emails/look";
import { Ordered } from "@/lib/deliveries/emails/ordered";

type Props = { letter: CustomerLetter; shop: LetterShop };

/** To the customer: what became of the order, and what one needs at the counter. */
export function CustomerLetterMail({ letter, shop }: Props) {
  const { title, opening, changes, number, numberWords, collect, payment, order, closing, help, why } = letter;
  return (
    <Letter shop={shop} preview={[...opening, ...changes, `Order ${number}.`].join(" ")} why={why}>
      <Title>{title}</Title>
      <Lines of={opening} />
      <Changes of={changes} />
      <NumberCard shop={shop} number={number} above="Order" below={numberWords} quiet={!collect} />
      {collect && <Collect {...collect} />}
      <Ordered {...letter} />
      <Lines of={[payment]} small />
      <Press shop={shop} href={order.href}>
        {order.words}
      </Press>
      <Lines of={closing} />
      <Lines of={[help]} small />
    </Letter>
  );
}

function Changes({ of }: { of: readonly string[] }) {
  if (of.length === 0) return null;
  return (
    <Section style={{ margin: "12px 0 0" }}>
      {of.map((words) => (
        <Text key={words} style={{ ...look.change, margin: 0 }} className="ink rule">
          {words}
        </Text>
      ))}
    </Section>
  );
}

function Collect({ day, hours, address, map, directions, calendar }: NonNullable<CustomerLetter["collect"]>) {
  return (
    <Part title={day}>
      <Lines of={[hours]} />
      {address && (
        <Text style={look.text} className="ink">
          <Link href={map} style={look.link}>
            {address}
          </Link>
        </Text>
      )}
      <Lines of={[directions, calendar]} small />
    </Part>
  );
}
