import lighthouse from 'lighthouse';

/** In the order of their scores. */
export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

/**
 * What Lighthouse says of a first visit, by the telephone that it simulates: scores of 100, the milliseconds after which
 * text shows, and what is not perfect.
 * @param {string} url
 * @param {number} port of the browser's own protocol
 * @param {string[]} [categories]
 */
export async function audit(url, port, categories = CATEGORIES) {
  const result = await lighthouse(url, { port, logLevel: 'silent', onlyCategories: categories });
  if (!result) throw new Error(`Lighthouse says nothing of ${url}`);
  const { categories: judged, audits } = result.lhr;
  const faults = categories.flatMap((name) =>
    (judged[name]?.auditRefs ?? []).flatMap(({ id, weight }) => {
      const { score = null, title = id } = audits[id] ?? {};
      return weight && score !== null && score < 1 ? [`${title} (${score})`] : [];
    }),
  );
  return {
    scores: categories.map((name) => Math.round((judged[name]?.score ?? 0) * 100)),
    shown: audits['first-contentful-paint']?.numericValue ?? 0,
    faults,
  };
}
