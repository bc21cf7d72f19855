using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Recording;

/// <summary>Merges streams that are each in the order of time into one that is.</summary>
internal static class TimeOrder
{
    public static IEnumerable<Observation> Merge(params IEnumerable<Observation>[] streams)
    {
        var heads = new List<IEnumerator<Observation>>();
        try
        {
            foreach (var stream in streams)
            {
                var head = stream.GetEnumerator();
                if (head.MoveNext())
                {
                    heads.Add(head);
                }
                else
                {
                    head.Dispose();
                }
            }

            while (heads.Count > 0)
            {
                var earliest = heads.MinBy(h => h.Current.At)!;
                yield return earliest.Current;
                if (!earliest.MoveNext())
                {
                    heads.Remove(earliest);
                    earliest.Dispose();
                }
            }
        }
        finally
        {
            heads.ForEach(h => h.Dispose());
        }
    }
}
