import { expect, test } from '@jest/globals';
import { firstDifference } from '../../support/golden.mts';

test('the first line that differs, with the lines around it', () => {
	expect(firstDifference('a\nb\nc\nd\ne\nf', 'a\nb\nc\nd\nE\nf').split('\n')).toEqual(['line 5, column 1:', '  b', '  c', '  d', '- e', '+ E', '  f']);
});

test('in a long line the place', () => {
	const told = firstDifference(`${'x'.repeat(5000)}1${'y'.repeat(5000)}`, `${'x'.repeat(5000)}2${'y'.repeat(5000)}`);
	expect(told).toContain('column 5001');
	expect(told).toMatch(/^- …x{120}1y+…$/m);
	expect(told.length).toBeLessThan(1200);
});

test('a text that ends earlier', () => {
	expect(firstDifference('a\nb', 'a')).toContain('- b\n+ (nothing more)');
});
