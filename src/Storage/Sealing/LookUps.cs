using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// The columns of index rows that are looked up by equality alone and so are stored as <see cref="Sealer.LookUp"/>.
/// Names, which are searched by their beginning, and plates are stored as they are.
/// </summary>
internal static class LookUps
{
    private const string Vehicle = "vehicle";

    /// <summary>A number of a kind: of a person, a certificate, a licence, a trip, an operator.</summary>
    public static string Number(this Sealer sealer, string kind, string number) =>
        kind == Vehicle ? number : sealer.LookUp($"search.{kind}.number", number);

    /// <summary>The number of a vehicle's certificate, which is stored in the column of names.</summary>
    public static string VehicleCertificate(this Sealer sealer, string number) =>
        sealer.LookUp("search.vehicle.certificate", number);

    /// <summary>The value for the column of names.</summary>
    public static string Name(this Sealer sealer, string kind, string name) =>
        kind == Vehicle ? sealer.VehicleCertificate(name) : name;

    /// <summary>A value that only one entity may have.</summary>
    public static string Unique(this Sealer sealer, string space, string value) =>
        sealer.LookUp("unique." + space, value);

    /// <summary>An account's phone.</summary>
    public static string Phone(this Sealer sealer, string phone) => sealer.LookUp("account.phone", phone);

    /// <summary>
    /// An account's phone in a form that can be opened again; null: it has none, or nothing is sealed.
    /// </summary>
    public static string? SealedPhone(this Sealer sealer, Account account) => sealer.Seals && account.Phone is { } phone
        ? sealer.SealText(phone, RowIdentity.Phone(account.Id))
        : null;

    /// <summary>The phone of an account's row, sealed or plain.</summary>
    public static string? OpenPhone(this Sealer sealer, string accountId, string? sealedPhone, string? phone) =>
        sealedPhone is null ? phone : sealer.OpenText(sealedPhone, RowIdentity.Phone(accountId));

    /// <summary>A reservation in its stored form. Reservations with an interval name entities and no persons.</summary>
    public static Reservation Hidden(this Sealer sealer, Reservation reservation) => reservation.During is null
        ? reservation with { Value = sealer.Unique(reservation.Space, reservation.Value) }
        : reservation;

    /// <summary>A search row in its stored form.</summary>
    public static SearchRow Hidden(this Sealer sealer, EntityId id, SearchRow row) => row with
    {
        Number = row.Number is { } number ? sealer.Number(id.KindName, number) : null,
        Name = row.Name is { } name ? sealer.Name(id.KindName, name) : null,
    };
}
