/** Cuts endings off English words, so that "parsing", "parser" and "parses" meet; only ever compared with itself. */

/** The longer ones first. */
const ENDINGS = [
  'ifications ification izations isations ization isation ations ation ators ator',
  'ifiers ifier izers isers izer iser izing ising ating ized ised ated ifies ified',
  'izes ises ates ments ment ings ing ions ion ize ise ate ify iers ier ies ied ers er ors or',
  'ically ical ics ic al ed es ly s e y',
].flatMap((line) => line.split(' '));
/** What must remain for a word not to lose its meaning. */
const LEAST = 3;
/** "Partitioners" has three endings. */
const MOST_ENDINGS = 3;

/** The word itself where it is short, has digits or is not written in Latin letters. */
export function stemOf(word: string): string {
  if (word.length <= LEAST || !/^[a-z]+$/.test(word)) return word;
  let stem = word;
  for (let pass = 0; pass < MOST_ENDINGS; pass++) {
    const shorter = withoutEnding(stem);
    if (shorter === stem) break;
    stem = shorter;
  }
  return stem;
}

function withoutEnding(word: string): string {
  for (const ending of ENDINGS) {
    if (word.length - ending.length < LEAST || !word.endsWith(ending)) continue;
    // "class", "status", "analysis": the s is no ending.
    if (ending === 's' && /(?:ss|us|is)$/.test(word)) return word;
    return undouble(word.slice(0, -ending.length));
  }
  return word;
}

/** "mapp" of "mapping" is "map". */
function undouble(stem: string): string {
  const last = stem.at(-1) ?? '';
  const doubled = stem.length > LEAST && last === stem.at(-2) && !'lsz'.includes(last);
  return doubled ? stem.slice(0, -1) : stem;
}
