import { inputBinaryField } from '../../../shared/properties';
import type { Operation } from '../../../shared/types';
import { readAnswerFile } from '../salesReceipt/readAnswerFile';

/**
 * File → Read Command-Line Answers: the answers that `Pohoda.exe /XML` or the import wizard left, of any agenda → one
 * result per record, as Sales Receipt → Read Answer File gives them. Items without the file are the written records.
 */
export const readCommandLineAnswers: Operation = {
	description: [
		inputBinaryField(
			'One answer file per item. Merge (append) the results of Build Import File to them, so that each result finds its record. No answer file means that POHODA did not start.',
		),
	],
	execute: readAnswerFile.execute,
};
