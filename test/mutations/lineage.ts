import { both, localeOf, value, word } from './parts.ts';
import { copyOf, mapIn, textOf, type Defect, type Page, type Scene } from './scene.ts';

const day = (page: Page, date: string) => { page.data['pubDate'] = date; page.data['year'] = Number(date.slice(0, 4)); };
const status = (scene: Scene, page: Page, id: string) => { page.data['status'] = word('status', id, localeOf(scene, page)); };

/** The other policy of the scene in both languages, changed; its files take the place of those in the library. */
function change({ other, style, files, locale }: Scene, how: (page: Page, isOwn: boolean) => void): void {
  for (const language of ['zh', 'en'] as const) {
    const page = copyOf(other[language]);
    how(page, language === locale);
    files.set(`${language}/${other.stem}.md`, textOf(page, style));
  }
}

/** The two policies of the scene, with this record as the successor of the other, in good order. */
function succession(scene: Scene, own = '2024-05-06', older = '2019-03-04'): void {
  for (const page of both(scene)) {
    day(page, own);
    status(scene, page, 'active');
    mapIn(page.data, 'evolution')['supersedes'] = [scene.other.stem];
  }
  change(scene, page => {
    day(page, older);
    page.data['status'] = word('status', 'superseded', page.data['status'] && /\p{Script=Han}/u.test(String(page.data['status'])) ? 'zh' : 'en');
    mapIn(page.data, 'evolution')['supersededBy'] = scene.stem;
  });
}

const listed = value('evolution', 'supersedes', 0);

/** Mistakes in the lineage of policies. */
export const lineageDefects: readonly Defect[] = [
  { rule: 'broken-supersedes', make: scene => { for (const { data } of both(scene)) mapIn(data, 'evolution')['supersedes'] = [`no-such-policy-${scene.random.below(99)}-x`]; return listed; } },
  { rule: 'broken-superseded-by', make: scene => { for (const { data } of both(scene)) mapIn(data, 'evolution')['supersededBy'] = 'no-such-policy-x'; return value('evolution', 'supersededBy'); } },
  {
    rule: 'broken-reference', make: scene => {
      const lost = scene.random.below(2);
      for (const { data } of both(scene)) data['relatedFacilities'] = lost === 0 ? ['no-such-plant', 'plant-1'] : ['plant-1', 'no-such-plant'];
      for (const language of ['zh', 'en']) scene.files.set(`facilities/${language}/plant-1.md`, '---\nid: plant-1\n---\n');
      return value('relatedFacilities', lost);
    },
  },
  { rule: 'self-supersedes', make: scene => { for (const { data } of both(scene)) mapIn(data, 'evolution')['supersedes'] = [scene.stem]; return listed; } },
  {
    rule: 'supersedes-cycle', make: scene => {
      succession(scene);
      change(scene, page => {
        day(page, '2019-03-04');
        page.data['status'] = word('status', 'superseded', /\p{Script=Han}/u.test(String(page.data['status'])) ? 'zh' : 'en');
        Object.assign(mapIn(page.data, 'evolution'), { supersededBy: scene.stem, supersedes: [scene.stem] });
      });
      return listed;
    },
  },
  {
    rule: 'one-way-supersedes', make: scene => {
      succession(scene);
      change(scene, page => {
        day(page, '2019-03-04');
        page.data['status'] = word('status', 'superseded', /\p{Script=Han}/u.test(String(page.data['status'])) ? 'zh' : 'en');
        mapIn(page.data, 'evolution')['supersededBy'] = '';
      });
      return listed;
    },
  },
  {
    rule: 'one-way-supersedes', make: scene => {
      for (const page of both(scene)) { day(page, '2019-03-04'); status(scene, page, 'superseded'); mapIn(page.data, 'evolution')['supersededBy'] = scene.other.stem; }
      change(scene, page => { day(page, '2024-05-06'); mapIn(page.data, 'evolution')['supersedes'] = []; });
      return value('evolution', 'supersededBy');
    },
  },
  {
    rule: 'superseded-still-active', make: scene => {
      for (const page of both(scene)) { day(page, '2019-03-04'); status(scene, page, 'active'); mapIn(page.data, 'evolution')['supersededBy'] = scene.other.stem; }
      change(scene, page => {
        day(page, '2024-05-06');
        page.data['status'] = word('status', 'active', /\p{Script=Han}/u.test(String(page.data['status'])) ? 'zh' : 'en');
        mapIn(page.data, 'evolution')['supersedes'] = [scene.stem];
      });
      return value('status');
    },
  },
  { rule: 'successor-older', make: scene => { succession(scene, '2011-05-06', '2019-03-04'); return listed; } },
  {
    rule: 'duplicate-id', make: scene => {
      scene.files.set(`${scene.locale}/archive/${scene.stem}.md`, textOf(scene.own, scene.style));
      return value('id');
    }, also: ['duplicate-title', 'shared-url'],
  },
  {
    rule: 'duplicate-title', make: scene => {
      change(scene, (page, isOwn) => {
        const { data } = isOwn ? scene.own : scene.twin;
        Object.assign(page.data, { title: data['title'], country: data['country'] });
      });
      return value('title');
    },
  },
  {
    rule: 'shared-url', make: scene => {
      const url = 'https://law.example.org/acts/2024/carbon-storage.pdf';
      for (const { data } of both(scene)) data['url'] = url;
      change(scene, page => { page.data['url'] = url; });
      return value('url');
    },
  },
];
