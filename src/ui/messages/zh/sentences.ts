/** Chinese for the sentences of the planner and the flows. */
export function sentences(sentence: string): string {
  return sentence;
}
