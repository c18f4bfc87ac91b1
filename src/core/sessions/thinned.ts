/**
 * At most `most` of the points: of each stretch of equal length the one that `weight` gives most, so that peaks stay. In order. A picture has no more columns than that.
 */
export function thinned<T>(points: readonly T[], most: number, weight: (point: T) => number): readonly T[] {
  if (points.length <= most) return points;
  return Array.from({ length: most }, (_, index) => {
    const [from, to] = [Math.floor((index * points.length) / most), Math.floor(((index + 1) * points.length) / most)];
    return points.slice(from, to).reduce((best, point) => (weight(point) > weight(best) ? point : best));
  });
}
