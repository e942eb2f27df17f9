import type { Row, Sum } from "@/lib/deliveries/emails/customer-letter";
import { Part } from "@/lib/deliveries/emails/letter";
import { look } from "@/lib/deliveries/emails/look";

/** What was ordered, with what is due. */
export function Ordered({ lines, sums }: { lines: readonly Row[]; sums: readonly Sum[] }) {
  return (
    <Part title="What was ordered">
      <table width="100%" cellPadding={0} cellSpacing={0} style={{ borderCollapse: "collapse" }} className="ink">
        <tbody>
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a letter is written once, and two lines may read alike.
            <tr key={at}>
              <td style={look.row} className="ink rule">
                <span style={look.name}>{line.words}</span>
                {line.detail && (
                  <span style={look.detail} className="soft">
                    {line.detail}
                  </span>
                )}
              </td>
              <td style={{ ...look.row, ...look.price }} className="ink rule">
                {line.price}
              </td>
            </tr>
          ))}
          {sums.map(({ words, amount }, at) => (
            <tr key={words}>
              <td style={{ ...look.row, ...(at === 0 && look.total) }} className="ink rule">
                {words}
              </td>
              <td
                style={{ ...look.row, ...look.price, ...(at === 0 && look.total), fontSize: 22 }}
                className="ink rule"
              >
                {amount}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}
