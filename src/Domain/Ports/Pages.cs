namespace OrleansRegistry.Domain.Ports;

/// <summary>Reads lists of many pages as one.</summary>
public static class Pages
{
    private const int MaxPage = 200;

    /// <summary>The items of all pages; a page is read when it is needed.</summary>
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
