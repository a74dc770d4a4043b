using System.Text.Json;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Roles and desks as the contract writes them.</summary>
public static class RoleNames
{
    /// <summary>The names of all roles in <paramref name="roles"/>.</summary>
    public static IReadOnlyList<string> Of(Roles roles) =>
        [.. Enum.GetValues<Roles>().Where(role => role != Roles.None && (roles & role) != 0).Select(role => JsonNamingPolicy.CamelCase.ConvertName(role.ToString()))];

    /// <summary>The desk called road, charter or rail; null: none.</summary>
    public static Desks? Desk(string name) => name switch
    {
        "road" => Desks.Road,
        "charter" => Desks.Charter,
        "rail" => Desks.Rail,
        _ => null,
    };
}
