// In the reader, pointing at or focusing a fact shows its words, and the other way round.
export function pair(reader) {
  const facts = new Map();
  const learn = (fact, element) => facts.set(fact, [...(facts.get(fact) || []), element]);
  for (const mark of reader.querySelectorAll("[data-facts]"))
    for (const fact of mark.dataset.facts.split(" ")) learn(fact, mark);
  for (const line of reader.querySelectorAll("[data-fact]")) learn(line.dataset.fact, line);

  const named = (element) => {
    const held = element.closest && element.closest("[data-facts], [data-fact]");
    if (!held) return [];
    return (held.dataset.facts || held.dataset.fact).split(" ");
  };
  const light = (names, on) => {
    for (const name of names)
      for (const element of facts.get(name) || []) element.classList.toggle("lit", on);
  };
  for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    reader.addEventListener(begin, (event) => light(named(event.target), true));
    reader.addEventListener(end, (event) => light(named(event.target), false));
  }
}
