using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Cli.Rows;

/// <summary>A list without its pages.</summary>
internal static class Every
{
    private const int PageMost = 200;

    /// <summary>Each item of every page, read while it is asked for.</summary>
    public static async IAsyncEnumerable<T> Of<T>(Func<PageRequest, Task<Page<T>>> read)
    {
        for (var page = new PageRequest(PageMost); ;)
        {
            var next = await read(page);
            foreach (var item in next.Items) yield return item;
            if (next.Next is null) yield break;
            page = page with { Cursor = next.Next };
        }
    }
}
