using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Portal.Words;

/// <summary>Who did something, in the words of a history.</summary>
public static class Actors
{
    /// <summary>The actor of what the registry did itself.</summary>
    public const string Registry = "registry";

    /// <summary>
    /// An account: its roles, and the user name if it acts for an authority or an enterprise. For a holder's account
    /// the roles are enough, as the page shows to whom it is bound.
    /// </summary>
    public static LocalText Of(Account account)
    {
        var roles = RoleNames.Of(account.Roles).ToList();
        var all = new LocalText(
            string.Join('、', roles.Select(role => role.Zh)), string.Join(", ", roles.Select(role => role.En)));
        return account.Roles == Roles.Holder || account.Name is not { } name
            ? all : new($"{all.Zh} {name}", $"{all.En} {name}");
    }

    /// <summary>How the registry itself came to do it, by the channel.</summary>
    public static LocalText OfRegistry(string channel) => channel switch
    {
        "deadline" => new("系统到期办理", "by itself, a deadline"),
        "consequence" => new("系统联动", "by itself, a consequence"),
        "import" => new("导入", "an import"),
        _ => new("系统", "the registry"),
    };
}
