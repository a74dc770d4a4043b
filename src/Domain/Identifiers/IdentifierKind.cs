namespace OrleansRegistry.Domain.Identifiers;

/// <summary>The identifiers this registry can check from their text alone. The numbers are frozen.</summary>
public enum IdentifierKind
{
    /// <summary>Citizen identity number, GB 11643 (公民身份号码); rules.md E.1.</summary>
    CitizenId = 1,

    /// <summary>Residence permit of Hong Kong, Macao and Taiwan residents (港澳台居民居住证); rules.md E.2.</summary>
    ResidencePermit = 2,

    /// <summary>Foreign permanent resident card (外国人永久居留身份证), of 2023 or older; rules.md E.2.</summary>
    ForeignPermanentResident = 3,

    /// <summary>Unified social credit code, GB 32100 (统一社会信用代码); rules.md E.3.</summary>
    CreditCode = 4,

    /// <summary>Vehicle identification number, GB 16735 (车辆识别代号); rules.md E.4.</summary>
    Vin = 5,

    /// <summary>Number plate, GA 36 (机动车号牌); rules.md E.5.</summary>
    Plate = 6,

    /// <summary>Electronic licence identifier, GB/T 36904 (电子证照标识); rules.md E.7.</summary>
    LicenceIdentifier = 7,

    /// <summary>Class of a railway driver licence (准驾机型); rules.md B.2.</summary>
    RailClass = 8,
}
