'use strict';

/**
 * @typedef {{ ms: number, text: string }} TimedLine
 * @typedef {{ bars: { from: number, to: number | null }[], points: number[] }} Lane
 * @typedef {{ kind: 'start' | 'end' | 'point' | 'sure', name: string } | null} Said
 */

/** Draws a run: the rules and the geometry of crates/mdbook-listings/src/timeline.rs, where they are written down. */
const coursTimeline = (() => {
  const REST = 'programme';
  const NAME = 24;
  const LANE = 32;
  const INSTANT = 100;

  /**
   * @param {string} printed
   * @returns {Said}
   */
  function said(printed) {
    const text = printed.replace(/^\[[\d.]+ s\] /, '').trim();
    const [, tag, inside] = /^\[([^\]]+)\](.*)$/s.exec(text) ?? [];
    if (tag !== undefined && inside !== undefined) {
      const [, word, rest] = /^([Dd]ébut|[Ff]in)(?![\p{L}\p{N}])(.*)$/su.exec(inside.trim()) ?? [];
      if (word === undefined || rest === undefined) return { kind: 'sure', name: tag };
      return { kind: /^d/i.test(word) ? 'start' : 'end', name: `${tag} ${rest.trim()}`.trim() };
    }
    const [, word, named] = /^([Dd]ébut|[Ff]in) de (.*)$/s.exec(text) ?? [];
    if (word !== undefined && named !== undefined) {
      const name = named.trim().replace(/^la /, '').replace(/^['«» ]+|['«» ]+$/g, '');
      return { kind: /^d/i.test(word) ? 'start' : 'end', name };
    }
    const colon = text.indexOf(' : ');
    const name = text.slice(0, Math.max(colon, 0));
    if (colon < 0 || [...name].length > NAME || /^\d/.test(name)) return null;
    const rest = text.slice(colon + 3);
    if (/^[Dd]ébut(?![\p{L}\p{N}])/u.test(rest)) return { kind: 'start', name };
    if (/^[Ff]in(?![\p{L}\p{N}])/u.test(rest)) return { kind: 'end', name };
    return { kind: 'point', name };
  }

  /** @param {TimedLine[]} lines */
  function lanesOf(lines) {
    /** @type {Map<string, Lane>} */
    const lanes = new Map();
    const heard = lines.map(({ text }) => said(text));
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const one of heard) if (one) counts.set(one.name, (counts.get(one.name) ?? 0) + 1);

    /** @param {string} name */
    const lane = (name) => {
      const known = lanes.get(name) ?? { bars: [], points: [] };
      lanes.set(name, known);
      return known;
    };
    /**
     * @param {string} name
     * @param {number} ms
     */
    const close = (name, ms) => {
      const { bars, points } = lane(name);
      const open = bars.find(({ to }) => to === null);
      if (open) open.to = ms;
      else points.push(ms);
    };
    lines.forEach(({ ms, text }, index) => {
      const one = heard[index];
      if (one?.kind === 'start') lane(one.name).bars.push({ from: ms, to: null });
      else if (one?.kind === 'end') close(one.name, ms);
      else if (one && (one.kind === 'sure' || (counts.get(one.name) ?? 0) > 1)) lane(one.name).points.push(ms);
      else if (lanes.get(text)?.bars.at(-1)?.to === null) close(text, ms);
      else lane(REST).points.push(ms);
    });
    for (const { points } of lanes.values()) points.sort((a, b) => a - b);
    return lanes;
  }

  /** @param {number} ms */
  function seconds(ms) {
    const hundredths = Math.floor((ms + 5) / 10);
    return `${Math.floor(hundredths / 100)},${String(hundredths % 100).padStart(2, '0')}\u202fs`;
  }

  /**
   * The drawing in words.
   * @param {Map<string, Lane>} lanes
   * @param {number} ms
   */
  function described(lanes, ms) {
    let text = `Chronologie, ${seconds(ms)} en tout.`;
    for (const [name, { bars, points }] of lanes) {
      const parts = bars.map(({ from, to }) =>
        to === null ? `depuis ${seconds(from)}, sans fin` : `de ${seconds(from)} à ${seconds(to)}`,
      );
      const distinct = new Set(points.map(seconds));
      if (distinct.size > 0) parts.push(`à ${[...distinct].join(', ')}`);
      text += ` ${name}\u00a0: ${parts.join(', ')}.`;
    }
    return text;
  }

  /** @param {number} end */
  function ticks(end) {
    let step = 1;
    for (let power = 1; Math.floor(end / step) > 5; power *= 10) {
      step = [power, 2 * power, 5 * power].find((candidate) => Math.floor(end / candidate) <= 5) ?? 10 * power;
    }
    return Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step);
  }

  /** @param {string} text */
  function escape(text) {
    return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  }

  /**
   * @param {TimedLine[]} lines
   * @param {number} ms how long the run took, or has been taking
   * @param {number} axis the axis ends there, in milliseconds
   */
  function svg(lines, ms, axis) {
    const end = Math.max(axis, 1);
    const lanes = lanesOf(lines);
    /** @param {number} at thousandths of the width */
    const x = (at) => Math.floor((Math.min(at, end) * 1000 + Math.floor(end / 2)) / end);
    /** @param {number} thousandths */
    const percent = (thousandths) => `${thousandths / 10}%`;
    const height = lanes.size * LANE;
    let out = `<svg class="chrono" role="img" aria-label="${escape(described(lanes, ms))}" width="100%" height="${height + 20}">`;
    for (const tick of ticks(end)) {
      const at = percent(x(tick));
      const label = `${String(tick / 1000).replace('.', ',')}\u202fs`;
      out += `<line x1="${at}" x2="${at}" y1="0" y2="${height}"/><text class="t" x="${at}" y="${height + 15}">${label}</text>`;
    }
    let y = 0;
    for (const [name, { bars, points }] of lanes) {
      out += `<text y="${y + 13}">${escape(name)}</text>`;
      const [first, last] = [points[0], points.at(-1)];
      if (bars.length === 0 && first !== undefined && last !== undefined && first < last && name !== REST) {
        out += `<rect class="s" x="${percent(x(first))}" y="${y + 22}" width="${percent(x(last) - x(first))}" height="2"/>`;
      }
      for (const { from, to } of bars) {
        const width = Math.max(x(to ?? ms) - x(from), 0);
        out += `<rect${to === null ? ' class="o"' : ''} x="${percent(x(from))}" y="${y + 19}" width="${percent(width)}" height="8"/>`;
      }
      for (const at of new Set(points.map(x))) out += `<circle cx="${percent(at)}" cy="${y + 23}" r="4"/>`;
      y += LANE;
    }
    return `${out}</svg>`;
  }

  /**
   * Whether there is something to see: not everything happened at once.
   * @param {TimedLine[]} lines
   */
  function isWorthDrawing(lines) {
    const times = lines.map(({ ms }) => ms);
    return lines.length > 1 && Math.max(...times) - Math.min(...times) >= INSTANT;
  }

  return { svg, isWorthDrawing };
})();

/**
 * The timeline of a run, drawn while it runs.
 * @implements {RunObserver}
 */
class CoursLiveTimeline {
  /** A program in a loop must not cost more than the others. */
  static LINES = 300;
  static REDRAW_MS = 200;

  #place;
  /** @type {TimedLine[]} */
  #lines = [];
  /** @type {HTMLElement | null} */
  #box = null;
  #started = 0;
  #timer = 0;

  /** @param {() => HTMLElement} place the drawing stands at its end */
  constructor(place) {
    this.#place = place;
  }

  begin() {
    this.#rest();
    this.#box?.remove();
    this.#box = null;
    this.#lines = [];
  }

  /** @param {RunEvent} event */
  receive(event) {
    if (event.name === 'running') {
      this.#started = performance.now();
      // Bars that grow are a movement.
      if (!matchMedia('(prefers-reduced-motion: reduce)').matches) {
        this.#timer = window.setInterval(() => this.#draw(this.#elapsed), CoursLiveTimeline.REDRAW_MS);
      }
    } else if (event.name === 'output') {
      const { seconds, text } = event.data;
      if (seconds === null || this.#lines.length >= CoursLiveTimeline.LINES) return;
      this.#lines.push({ ms: Math.round(seconds * 1000), text });
      this.#draw(this.#elapsed);
    } else if (event.name === 'outcome') {
      this.#rest();
      if (coursTimeline.isWorthDrawing(this.#lines)) this.#draw(Math.round(event.data.seconds * 1000));
      else this.begin();
    }
  }

  fail() {
    this.#rest();
  }

  stop() {
    this.#rest();
    if (this.#box) this.#draw(this.#elapsed);
  }

  get #elapsed() {
    return Math.round(performance.now() - this.#started);
  }

  #rest() {
    window.clearInterval(this.#timer);
  }

  /** @param {number} ms */
  #draw(ms) {
    const last = this.#lines.at(-1)?.ms;
    if (last === undefined) return;
    if (!this.#box) {
      this.#box = coursDom.element('div', { class: 'run-chrono' });
      this.#place().append(this.#box);
    }
    const now = Math.max(ms, last);
    this.#box.innerHTML = coursTimeline.svg(this.#lines, now, now);
  }
}
