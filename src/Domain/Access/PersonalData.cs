using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Domain.Access;

/// <summary>A number or phone that names a person. It is masked for a reader who may not see it whole.</summary>
/// <remarks>
/// Views use this type, not text, for numbers and phones. So it is decided here, and nowhere else, who sees them in
/// full (design.md 7, Private).
/// </remarks>
/// <param name="Shown">What is written.</param>
[JsonConverter(typeof(PersonalDataJson))]
public readonly record struct PersonalData(string Shown)
{
    /// <summary>An identity number, masked for everybody.</summary>
    public static PersonalData Number(string identityNumber) => new(IdentityNumber.Mask(identityNumber));

    /// <summary>
    /// An identity number in full. Only for its holder or the officer in charge; the caller has made sure of that.
    /// </summary>
    public static PersonalData Whole(string identityNumber) => new(identityNumber);

    /// <summary>A phone, masked for everybody; null: there is none.</summary>
    public static PersonalData? Phone(string? phone) =>
        phone is null ? null : new PersonalData(IdentityNumber.MaskPhone(phone));

    /// <summary>
    /// The number of a certificate. Where it is its holder's identity number as well, it is masked for all but the
    /// holder and the officer in charge.
    /// </summary>
    public static PersonalData NumberOf(Certificate certificate, Person holder, Actor actor) =>
        certificate.Number != holder.IdentityNumber && !PersonalText.IsIdentityNumber(certificate.Number)
            || actor.Is(Roles.Registry)
            || actor.StandsFor(certificate.PersonKey)
            || actor.Covers(certificate.Authority, Desks.Road)
            ? new PersonalData(certificate.Number)
            : Number(certificate.Number);

    /// <inheritdoc/>
    public override string ToString() => Shown;
}

/// <summary>Writes a personal text as it is shown (masked or whole), and reads what was written.</summary>
public sealed class PersonalDataJson : JsonConverter<PersonalData>
{
    /// <inheritdoc/>
    public override PersonalData Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString()!);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PersonalData value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Shown);
}
