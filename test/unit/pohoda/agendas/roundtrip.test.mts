import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AGENDAS, type AgendaName } from '../../../../core/pohoda/agendas/index';
import { recordsOf, toldRecordsOf } from './generate.mts';
import { answerOf, read, told, written } from './support.mts';
import { runs } from '../../../support/fuzz.mts';

const NAMES = Object.keys(AGENDAS) as AgendaName[];

describe('what is written is read back the same', () => {
	test.each(NAMES)('%s', async (name) => {
		await fc.assert(
			fc.asyncProperty(recordsOf(name), async (record) => {
				const { listed } = await read(name, answerOf(name, [written(name, record)]));
				const [{ record: again, warnings }] = listed;
				expect(warnings).toEqual([]);
				const left = Object.fromEntries(Object.entries(again).filter(([field]) => field !== 'key'));
				const { key: _, ...given } = record;
				expect(left).toEqual(given);
			}),
			{ numRuns: runs(20, 100) },
		);
	});
});

describe('what POHODA tells is read whole', () => {
	test.each(NAMES)('%s', async (name) => {
		await fc.assert(
			fc.asyncProperty(toldRecordsOf(name), async (record) => {
				const { listed } = await read(name, answerOf(name, [told(name, record)]));
				const [{ record: again, warnings }] = listed;
				expect(warnings).toEqual([]);
				expect({ ...again, key: '' }).toEqual(record);
			}),
			{ numRuns: runs(15, 50) },
		);
	});
});
