import s from "@/components/reports/reports.module.css";
import { TextField } from "@/components/ui/admin-field";
import { Segments } from "@/components/ui/tabs";
import { FilterBar } from "@/components/ui/toolbar";
import { type Preset, presetOf, presetRange, presetWords, type Range, type Step, steps } from "@/lib/reports/rules";
import type { Day } from "@/lib/time";

const stepNames: Record<Step, string> = { day: "By day", week: "By week", month: "By month" };
const path = "/admin/reports";

/** Which days the reports are of, and how they are cut. */
export function RangeChoice({ range, step, today }: { range: Range; step: Step; today: Day }) {
  const chosen = presetOf(range, today);
  const presets = (Object.keys(presetWords) as Preset[]).map((preset) => {
    const { from, to } = presetRange(preset, today);
    return { href: `${path}?from=${from}&to=${to}`, words: presetWords[preset], current: preset === chosen };
  });
  const cuts = steps.map((by) => ({
    href: `${path}?from=${range.from}&to=${range.to}&by=${by}`,
    words: stepNames[by],
    current: by === step,
  }));
  return (
    <div className={s.range}>
      <Segments label="Days" of={presets} />
      <FilterBar action={path} label="Other days" keep={{ by: step }}>
        <TextField key={`from ${range.from}`} name="from" label="From" type="date" defaultValue={range.from} required />
        <TextField key={`to ${range.to}`} name="to" label="To" type="date" defaultValue={range.to} required />
      </FilterBar>
      <Segments label="Cut" of={cuts} />
    </div>
  );
}
