import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { Parser } from '../../../core/xml/parser';

type Event = [kind: string, content: string, line: number, column: number];

interface Handled {
	on(event: 'text' | 'cdata' | 'comment', handler: (text: string) => void): void;
	on(event: 'opentag' | 'closetag', handler: (tag: SaxesTagPlain) => void): void;
	write(text: string): unknown;
	close(): unknown;
	line: number;
	column: number;
}

/**
 * Everything a parser tells about a document given in pieces, with the place it has come to; the last event is what it
 * complains about.
 */
function told(parser: Handled, pieces: string[], opened: (name: string) => void = () => undefined): Event[] {
	const events: Event[] = [];
	const add = (kind: string, content: string) => events.push([kind, content, parser.line, parser.column]);
	parser.on('text', (text) => add('text', text));
	parser.on('cdata', (text) => add('cdata', text));
	parser.on('comment', (text) => add('comment', text));
	parser.on('opentag', (tag) => {
		add('open', `${tag.name} ${JSON.stringify(tag.attributes)} ${tag.isSelfClosing}`);
		opened(tag.name);
	});
	parser.on('closetag', (tag) => {
		add('close', tag.name);
		opened('');
	});
	try {
		for (const piece of pieces) parser.write(piece);
		parser.close();
	} catch (error) {
		add('refused', error.message);
	}
	return events;
}

function cut(text: string, places: number[]): string[] {
	const at = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
	return [...at, text.length].map((end, index) => text.slice(index === 0 ? 0 : at[index - 1], end));
}

const NAMES = ['a', 'ab', 'pro:prodejkaHeader', 'typ:ids', 'č'];
const content = fc.constantFrom(
	'',
	'x',
	' ',
	'\n  ',
	'a\r\nb',
	'&amp;',
	'&#x10D;',
	']',
	']]',
	']]&gt;',
	'<![CDATA[<a>]]]]>',
	'<!-- - -->',
	'😀',
	'\t',
	'<?p i?>',
	'čž',
);
const tree = fc.letrec<{ node: string }>((tie) => ({
	node: fc
		.tuple(
			fc.constantFrom(...NAMES),
			fc.constantFrom('', '', '', ' b="1"', ' ', ' b=\'&lt;\' c="\n"'),
			fc.array(fc.oneof({ maxDepth: 4 }, content, tie('node')), { maxLength: 5 }),
			fc.constantFrom('', '', ' '),
		)
		.map(([name, attributes, inner, space]) => `<${name}${attributes}>${inner.join('')}</${name}${space}>`),
})).node;

const damage = fc.record({
	at: fc.nat({ max: 300 }),
	remove: fc.nat({ max: 2 }),
	insert: fc.constantFrom('', '<', '>', '&', ']]>', '</a>', '<a>', '/', '\u0001', '\ud800'),
});

describe('the short way', () => {
	test('tells the same as saxes, in every cut, with right and wrong guesses, of good and of damaged documents', () => {
		const document = fc
			.tuple(tree, fc.array(damage, { maxLength: 2 }))
			.map(([text, damages]) =>
				damages.reduce(
					(before, { at, remove, insert }) => before.slice(0, at) + insert + before.slice(at + remove),
					text,
				),
			);
		let guessed = 0;
		fc.assert(
			fc.property(
				document,
				fc.array(fc.nat(), { maxLength: 4 }),
				fc.infiniteStream(fc.constantFrom(undefined, ...NAMES)),
				(text, places, guesses) => {
					const pieces = cut(text, places);
					const parser = new Parser();
					const events = told(parser, pieces, () => {
						const name = guesses.next().value as string | undefined;
						if (name !== undefined) guessed += 1;
						parser.guess = name === undefined ? undefined : { name, attributes: {}, isSelfClosing: false };
					});
					expect(events).toEqual(
						told(new SaxesParser({ forceXMLVersion: true, defaultXMLVersion: '1.0' }), pieces),
					);
				},
			),
			{ numRuns: 2000 },
		);
		expect(guessed).toBeGreaterThan(1000);
	});

	test('hands over the guessed tag itself', () => {
		const parser = new Parser();
		const guess: SaxesTagPlain = { name: 'b', attributes: {}, isSelfClosing: false };
		const tags: unknown[] = [];
		parser.on('opentag', (tag) => {
			tags.push(tag);
			parser.guess = guess;
		});
		parser.write('<a><b>x</b></a>').close();
		expect(tags[1]).toBe(guess);
	});
});
