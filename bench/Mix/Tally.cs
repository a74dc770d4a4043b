using System.Collections.Concurrent;

namespace OrleansRegistry.Bench.Mix;

/// <summary>How often which answer came, so that a refusal is never taken for work.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<(string What, string Answer), int> _counts = new();

    /// <summary>Counts one answer.</summary>
    /// <param name="what">What was asked: one request of the several that make a filing, for example.</param>
    /// <param name="answer">Its status and, where there is one, its code or result.</param>
    public void Add(string what, string answer) => _counts.AddOrUpdate((what, answer), 1, (_, seen) => seen + 1);

    /// <summary>How often this was done.</summary>
    public int Done(string what) => _counts
        .Where(count => count.Key.What == what && count.Key.Answer.StartsWith('2')).Sum(count => count.Value);

    /// <summary>How often it was answered otherwise than so.</summary>
    public int Otherwise(string what, string answer) => _counts
        .Where(count => count.Key.What == what && count.Key.Answer != answer).Sum(count => count.Value);

    /// <summary>Prints all of it as Markdown.</summary>
    public void Print(string title)
    {
        Console.WriteLine($"Answers, {title}:\n\n| asked | answer | times |\n|---|---|---:|");
        foreach (var (key, times) in _counts.OrderBy(count => count.Key))
            Console.WriteLine($"| {key.What} | {key.Answer} | {times} |");
        Console.WriteLine();
    }
}
