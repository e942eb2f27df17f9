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
            <Line key={at} of={line} />
          ))}
          {sums.map((sum, at) => (
            <Due key={sum.words} of={sum} first={at === 0} />
          ))}
        </tbody>
      </table>
    </Part>
  );
}

function Line({ of: { words, detail, price } }: { of: Row }) {
  return (
    <tr>
      <td style={look.row} className="ink rule">
        <span style={look.name}>{words}</span>
        {detail && (
          <span style={look.detail} className="soft">
            {detail}
          </span>
        )}
      </td>
      <td style={{ ...look.row, ...look.price }} className="ink rule">
        {price}
      </td>
    </tr>
  );
}

/** The first sum stands under a line of its own. */
function Due({ of: { words, amount }, first }: { of: Sum; first: boolean }) {
  const row = { ...look.row, ...(first && look.total) };
  return (
    <tr>
      <td style={row} className="ink rule">
        {words}
      </td>
      <td style={{ ...row, ...look.price, fontSize: 22 }} className="ink rule">
        {amount}
      </td>
    </tr>
  );
}
