using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Api;
using OrleansRegistry.Grains;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Portal;
using OrleansRegistry.Silo;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Architecture.Tests;

/// <summary>Goal: whoever reads a line of the log finds in docs/logs.md what it means and what to do.</summary>
public sealed partial class LogTests
{
    private static readonly Dictionary<Assembly, int> _thousands = new()
    {
        [typeof(SiloProgram).Assembly] = 1, [typeof(ApiHost).Assembly] = 2, [typeof(EntityGrain).Assembly] = 3,
        [typeof(RegistryOptions).Assembly] = 4, [typeof(IRegistryStore).Assembly] = 5,
        [typeof(PortalRoutes).Assembly] = 6,
    };

    private const BindingFlags Any =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static List<(Assembly Room, LoggerMessageAttribute Says)> Messages { get; } =
    [
        .. from room in _thousands.Keys
           from type in room.GetTypes()
           from method in type.GetMethods(Any)
           let says = method.GetCustomAttribute<LoggerMessageAttribute>()
           where says is not null
           select (room, says),
    ];

    [Fact]
    public void The_page_of_the_log_says_what_the_code_says() => Assert.Equal(
        Messages.Select(message => message.Says).OrderBy(says => says.EventId)
            .Select(says => $"{says.EventId} | {says.Level} | {says.Message}"),
        Rows().Select(row => $"{row[0]} | {row[1]} | {row[2]}"));

    [Fact]
    public void Each_line_says_what_it_means_and_what_to_do() => Assert.All(Rows(), row =>
    {
        Assert.Equal(5, row.Length);
        Assert.True(row[3].Length > 10 && row[4].Length > 5, row[0]);
    });

    [Fact]
    public void An_event_has_one_id_out_of_the_thousand_of_its_room()
    {
        Assert.Distinct(Messages.Select(message => message.Says.EventId));
        Assert.All(Messages, message => Assert.Equal(_thousands[message.Room], message.Says.EventId / 1000));
    }

    /// <summary>A line without an id could not be looked up.</summary>
    [Fact]
    public void Nobody_logs_past_the_events() => Assert.DoesNotContain(
        Sources.Of("src"), file => Call().IsMatch(File.ReadAllText(file)));

    private static IEnumerable<string[]> Rows() => File.ReadLines(Path.Combine(Sources.Root, "docs/logs.md"))
        .Where(line => Row().IsMatch(line))
        .Select(line => line.Trim('|').Split(" | ").Select(cell => cell.Trim()).ToArray());

    [GeneratedRegex(@"^\| \d{4} \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"\.Log(Trace|Debug|Information|Warning|Error|Critical)?\((?!Math)|LoggerMessage\.Define")]
    private static partial Regex Call();
}
