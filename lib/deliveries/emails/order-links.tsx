import { Link } from "react-email";
import { Letter, type LetterShop, Lines, Part, Title } from "@/lib/deliveries/emails/letter";
import { look } from "@/lib/deliveries/emails/look";

export type OrderLink = { words: string; detail: string; href: string };

/** To somebody who lost the link to their order: all of them, and why this came. */
export function OrderLinks({ links, shop }: { links: readonly OrderLink[]; shop: LetterShop }) {
  const title = links.length === 1 ? "Your order" : "Your orders";
  return (
    <Letter
      shop={shop}
      preview={links.map(({ words }) => words).join(", ")}
      why={`You get this because somebody asked ${shop.name} for the orders of this address. If it was not you, leave it: nobody else was sent it.`}
    >
      <Title>{title}</Title>
      <Lines of={["Keep these links to yourself: whoever has one sees that order, and may change it."]} />
      <Part title="See, change or order again">
        <table width="100%" cellPadding={0} cellSpacing={0} style={{ borderCollapse: "collapse" }} className="ink">
          <tbody>
            {links.map(({ words, detail, href }) => (
              <tr key={href}>
                <td style={look.row} className="ink rule">
                  <Link href={href} style={look.name} className="ink">
                    {words}
                  </Link>
                  <span style={look.detail} className="soft">
                    {detail}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Part>
    </Letter>
  );
}
