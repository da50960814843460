import type { PolicyRecord } from '../syntax/record.ts';
import { dataOf, nodeAt } from '../syntax/tree.ts';

/** Capture and storage by name; forests and soils are not spoken of in these words. */
const cues = new RegExp('(?<![a-z])(?:BE|DA)?CCU?S(?![a-z])|(?<![a-z])(?:geologic|sequestration|saline (?:aquifer|formation)|pore[ -]space|carbon capture|capture of CO)'
  + '|(?:CO[2₂]|carbon(?: dioxide)?|underground|permanent) storage|storage (?:site|permit|licen[cs]e|complex)|封存|地质(?:储存|利用)|碳捕集|咸水层|孔隙空间', 'i');

/**
 * Whether a record is about the capture of carbon dioxide and its storage underground, by its id, its title, its clusters or its narrative.
 * Such storage is not bound by what the ICVCM asks of biological storage, so a reader of such a record is told so first.
 */
export function isAboutGeologicalStorage({ root, body, text }: PolicyRecord): boolean {
  const named = [['id'], ['title'], ['evolution', 'clusters']].map(path => dataOf(nodeAt(root, path)));
  return cues.test(named.flat().filter(each => typeof each === 'string').join('\n')) || cues.test(text.slice(body.start, body.end));
}
