using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Portal.Words;

/// <summary>Who did something, as a history says it.</summary>
public static class Actors
{
    /// <summary>The account, or by which way the registry did it itself.</summary>
    public static LocalText Of(HistoryView entry) => entry.Actor != "registry"
        ? new(entry.Actor, entry.Actor)
        : entry.Channel switch
        {
            "deadline" => new("系统到期办理", "by itself, a deadline"),
            "consequence" => new("系统联动", "by itself, a consequence"),
            "import" => new("导入", "an import"),
            _ => new("系统", "the registry"),
        };
}
