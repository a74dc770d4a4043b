using System.Text.Json;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Hosting;

namespace OrleansRegistry.Cli.Fleets;

/// <summary>Registers as JSON Lines: entities are written one a line, rows are taken one by one, each told with its line when it is refused.</summary>
internal static class LineFiles
{
    /// <summary>Writes a file that must not exist; <paramref name="rows"/> writes its lines and says what they were.</summary>
    public static async Task<int> Write(FileInfo file, Func<Func<byte[], Task>, Task<string>> rows, CancellationToken cancellation)
    {
        if (file.Exists)
        {
            await Console.Error.WriteLineAsync($"{file.FullName} exists already; nothing is overwritten.");
            return 2;
        }
        await using var stream = file.Create();
        var told = await rows(async line =>
        {
            await stream.WriteAsync(line, cancellation);
            stream.WriteByte((byte)'\n');
        });
        await Console.Out.WriteLineAsync($"{told} written to {file.FullName}");
        return 0;
    }

    /// <summary>Every entity of a kind, by key; gives how many there are.</summary>
    public static async Task<long> Each(IRegistry registry, EntityKind kind, Func<Loaded, Task> write, CancellationToken cancellation)
    {
        var count = 0L;
        string? cursor = null;
        do
        {
            var page = await registry.Queries.All(kind, new PageRequest(200, cursor), cancellation);
            foreach (var id in page.Items)
            {
                await write((await registry.Load(id, cancellation))!);
                count++;
            }
            cursor = page.Next;
        }
        while (cursor is not null);
        return count;
    }

    /// <summary>Takes every row: true is taken now, false was there. Exit code 1 when rows were refused.</summary>
    public static async Task<int> Read(
        EmbeddedRegistry registry, FileInfo file, Func<long, string, Task<(bool Taken, Refusal? Refusal)>> take, CancellationToken cancellation)
    {
        registry.Start();
        var (line, taken, there, refused) = (0L, 0L, 0L, 0L);
        await foreach (var text in File.ReadLinesAsync(file.FullName, cancellation))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text)) continue;
            var (isNew, why) = await Take(take, line, text);
            if (why is not null) await Console.Error.WriteLineAsync($"line {line}: {why}");
            if (why is not null) refused++;
            else if (isNew) taken++;
            else there++;
        }
        await registry.Drain(cancellation);
        await Console.Out.WriteLineAsync($"{taken + there + refused} rows: {taken} registered, {there} were there, {refused} refused.");
        return refused == 0 ? 0 : 1;
    }

    private static async Task<(bool Taken, string? Why)> Take(
        Func<long, string, Task<(bool Taken, Refusal? Refusal)>> take, long line, string text)
    {
        try
        {
            var (taken, refusal) = await take(line, text);
            return (taken, refusal is null ? null
                : $"{RefusalCodes.Text(refusal.Code)} {refusal.Detail.En} {string.Join(' ', refusal.Faults.Select(fault => $"{fault.Field}: {fault.Text.En}"))}".TrimEnd());
        }
        catch (JsonException e)
        {
            return (false, $"MALFORMED {e.Message}");
        }
    }
}
