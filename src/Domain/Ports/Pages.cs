namespace OrleansRegistry.Domain.Ports;

/// <summary>Lists without their pages.</summary>
public static class Pages
{
    private const int MaxPage = 200;

    /// <summary>Each item of every page, read while it is asked for.</summary>
    public static async IAsyncEnumerable<T> All<T>(Func<PageRequest, Task<Page<T>>> read)
    {
        for (var page = new PageRequest(MaxPage); ;)
        {
            var next = await read(page);
            foreach (var item in next.Items) yield return item;
            if (next.Next is null) yield break;
            page = page with { Cursor = next.Next };
        }
    }
}
