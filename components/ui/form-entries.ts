export type Entries = [name: string, value: string][];

const ours = /^(\$ACTION|about$|back$|version$|undoable$)/;
const secret = /password|code/i;

/** What a form holds, but for what every form carries, and secrets. */
export function entriesOf(form: HTMLFormElement): Entries {
  return [...new FormData(form)]
    .filter(([name]) => !ours.test(name) && !secret.test(name))
    .map(([name, value]) => [name, typeof value === "string" ? value : `${value.name} ${value.size}`]);
}

export function sameEntries(one: Entries, other: Entries): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Sets a form's field as if somebody had typed it, so that what listens hears of it. */
export function fillField(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof RadioNodeList) {
    for (const each of field) if (each instanceof HTMLInputElement && each.value === value) each.click();
    return;
  }
  if (field instanceof HTMLInputElement && field.type === "checkbox") {
    if (field.checked !== (value !== "")) field.click();
    return;
  }
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) {
    setterOf(field)?.call(field, value);
    tellChange(field);
  }
}

/** What a value of a field says to people: a choice by its words (a radio button's stand in `data-words`), a box as yes or no. */
export function wordsOf(form: HTMLFormElement, name: string, value: string): string {
  const field = form.elements.namedItem(name);
  if (field instanceof RadioNodeList) {
    const chosen = [...field].find((each) => each instanceof HTMLInputElement && each.value === value);
    return (chosen as HTMLInputElement | undefined)?.dataset.words ?? value;
  }
  if (field instanceof HTMLInputElement && field.type === "checkbox") return value ? "Yes" : "No";
  if (field instanceof HTMLSelectElement) return [...field.options].find((each) => each.value === value)?.text ?? value;
  return value;
}

/** React watches the property on the element itself; the prototype's setter gets past it. */
function setterOf(field: HTMLElement) {
  return Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set;
}

function tellChange(field: HTMLElement): void {
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
