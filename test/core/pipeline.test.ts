import { describe, expect, it } from 'vitest';
import { Pipeline, type Stopped } from '../../src/core/pipeline.js';

const STOP: Stopped = { stopped: true, outcome: 'clarify', text: '무엇이 궁금하세요?', masked: [] };

describe('a pipeline', () => {
  it('hands each stage what the one before gave', async () => {
    const road = Pipeline.of<string>()
      .stage('count', (text) => text.length)
      .stage('double', (length) => length * 2);
    expect((await road.run('복지관')).result).toBe(6);
  });

  it('waits for a stage that takes its time', async () => {
    const road = Pipeline.of<number>()
      .stage('later', async (value) => value + 1)
      .stage('now', (value) => value * 10);
    expect((await road.run(1)).result).toBe(20);
  });

  it('gives back what came in where it has no stage', async () => {
    expect(await Pipeline.of<string>().run('그대로')).toEqual({ result: '그대로', timings: {} });
  });

  it('ends at the first stage that stops', async () => {
    const seen: string[] = [];
    const road = Pipeline.of<string>()
      .stage<string>('screen', () => STOP)
      .stage('retrieve', (text: string) => {
        seen.push(text);
        return text;
      });
    expect((await road.run('질문')).result).toBe(STOP);
    expect(seen).toEqual([]);
  });

  it('times the stages that ran, in order, and no others', async () => {
    const road = Pipeline.of<number>()
      .stage('first', (value) => value)
      .stage('second', (): number | Stopped => STOP)
      .stage('third', (value) => value);
    expect(Object.keys((await road.run(1)).timings)).toEqual(['first', 'second']);
  });

  it('names each stage as it begins', async () => {
    const names: string[] = [];
    const road = Pipeline.of<number>()
      .stage('first', (value) => value)
      .stage('second', (value) => value);
    await road.run(1, (name) => names.push(name));
    expect(names).toEqual(['first', 'second']);
  });

  it('lets a fault of a stage through to its caller', async () => {
    const road = Pipeline.of<number>().stage('fall', () => {
      throw new Error('disk is gone');
    });
    await expect(road.run(1)).rejects.toThrow('disk is gone');
  });

  it('is not changed by a stage that is added to it', async () => {
    const short = Pipeline.of<number>().stage('add', (value) => value + 1);
    short.stage('more', (value) => value + 100);
    expect((await short.run(1)).result).toBe(2);
  });
});
