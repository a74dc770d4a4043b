namespace OrleansRegistry.Domain.Machines;

/// <summary>
/// Every stable refusal code of the contract (http.md 7). On the wire they are written in capitals with underscores.
/// Numbers are frozen and the list only grows; a retired code keeps its number.
/// </summary>
public enum RefusalCode
{
#pragma warning disable CS1591 // The names are the contract's; http.md 7 and docs/api.md say what each means.
    // 400: the request cannot be read.
    Malformed = 100, UnknownField = 101, IdentifierInvalid = 102,

    // 401, 403, 404: who asks.
    NotSignedIn = 200, SessionEnded = 201, NotAllowed = 210, OtherAuthority = 211, PasswordChangeDue = 212,
    RealNameRequired = 213, NotFound = 220,

    // 409: what is already so.
    OpenApplicationExists = 300, AlreadyAccepted = 301, WrongState = 302, AlreadyBound = 303, Booked = 304,
    IdempotencyKeyReused = 305, Duplicate = 306,

    // 412, 413, 415, 429, 503: the exchange itself.
    StaleVersion = 400, TooLarge = 401, MediaType = 402, TooMany = 403, StorageAway = 404,

    // 422: the law.
    TooEarly = 500, TooLate = 501, CertNotValid = 502, CertCancelled = 503, KindNotCovered = 504, AlreadyAssessed = 505,
    AgeLimit = 506, DrivingLicence = 507, MaterialMissing = 508, MaterialNotAsked = 509, MaterialUnfit = 510,
    Unchanged = 511, OtherOperator = 512, PermitNotValid = 513, VehicleNotInOperation = 514, ReviewOverdue = 515,
    OnATrip = 516, OutOfScope = 517, TripTooLong = 518, DriverNotValid = 519, IdentityCheckFailed = 520, VehicleNotValid = 521,
    NotFromHome = 522, BeforeStart = 523, NotEligible = 530, Banned = 531, EmployerOnly = 532,
#pragma warning restore CS1591
}
