namespace OrleansRegistry.Domain.Machines;

/// <summary>
/// Every stable refusal code of the contract (http.md 7). On the wire they are written in capitals with underscores.
/// Numbers are frozen and the list only grows; a retired code keeps its number.
/// </summary>
public enum RefusalCode
{
    // 400: the request cannot be read.
    /// <summary>A member is missing, of the wrong form or out of range; the errors name each.</summary>
    Malformed = 100,
    /// <summary>A member that this request does not have.</summary>
    UnknownField = 101,
    /// <summary>
    /// The number of a person, an enterprise or a vehicle, or a plate, has a wrong form or check digit.
    /// </summary>
    IdentifierInvalid = 102,

    // 401, 403, 404: the caller.
    /// <summary>Nobody is signed in.</summary>
    NotSignedIn = 200,
    /// <summary>The session is over or was ended.</summary>
    SessionEnded = 201,
    /// <summary>The account does not have the role or the desk for this.</summary>
    NotAllowed = 210,
    /// <summary>It belongs to the region of another authority.</summary>
    OtherAuthority = 211,
    /// <summary>The password must be changed first.</summary>
    PasswordChangeDue = 212,
    /// <summary>The account is not bound to a person yet.</summary>
    RealNameRequired = 213,
    /// <summary>The caller must prove the identity again: the last proof is too old for this act.</summary>
    Reauthenticate = 214,
    /// <summary>A second factor is needed: it must be given at the sign-in, or be enrolled first.</summary>
    SecondFactor = 215,
    /// <summary>A newer version of the agreements must be agreed to first.</summary>
    AgreementDue = 216,
    /// <summary>Another officer must do it (second officer).</summary>
    SecondOfficer = 217,
    /// <summary>It does not exist, or the caller may not know that it does.</summary>
    NotFound = 220,

    // 409: it conflicts with what exists.
    /// <summary>Another application waits for its decision.</summary>
    OpenApplicationExists = 300,
    /// <summary>It was accepted, so it cannot be withdrawn any more.</summary>
    AlreadyAccepted = 301,
    /// <summary>It is not in a state in which this can be done.</summary>
    WrongState = 302,
    /// <summary>The account, person or operator is bound already.</summary>
    AlreadyBound = 303,
    /// <summary>The vehicle or a driver is on another trip at that time.</summary>
    Booked = 304,
    /// <summary>The key was used for another request.</summary>
    IdempotencyKeyReused = 305,
    /// <summary>The same is on record already.</summary>
    Duplicate = 306,
    /// <summary>The person was asked and has not consented yet.</summary>
    ConsentAwaited = 307,

    // 412, 413, 415, 429, 503: the exchange of request and answer.
    /// <summary>It has changed since the version that If-Match names.</summary>
    StaleVersion = 400,
    /// <summary>The body or the file is larger than allowed.</summary>
    TooLarge = 401,
    /// <summary>The file is not of an accepted type.</summary>
    MediaType = 402,
    /// <summary>Too many attempts; try again later.</summary>
    TooMany = 403,
    /// <summary>The store cannot be reached; try again later.</summary>
    StorageAway = 404,
    /// <summary>The registry has too much waiting work; try again later.</summary>
    Busy = 405,
    /// <summary>No installed font has the characters of the document.</summary>
    FontMissing = 410,

    // 422: the law.
    /// <summary>The window is not open yet.</summary>
    TooEarly = 500,
    /// <summary>The window is over.</summary>
    TooLate = 501,
    /// <summary>The certificate is not valid today.</summary>
    CertNotValid = 502,
    /// <summary>The certificate is cancelled.</summary>
    CertCancelled = 503,
    /// <summary>The service does not exist for this kind.</summary>
    KindNotCovered = 504,
    /// <summary>The cycle has been graded already.</summary>
    AlreadyAssessed = 505,
    /// <summary>The age limit is reached.</summary>
    AgeLimit = 506,
    /// <summary>The driving licence is suspended, lost or does not suffice.</summary>
    DrivingLicence = 507,
    /// <summary>A material that the service asks for is not there.</summary>
    MaterialMissing = 508,
    /// <summary>A material that was not asked for.</summary>
    MaterialNotAsked = 509,
    /// <summary>The content of a material is not what the rule asks for.</summary>
    MaterialUnfit = 510,
    /// <summary>The new value is the same as the present one.</summary>
    Unchanged = 511,
    /// <summary>The vehicle or driver belongs to another operator.</summary>
    OtherOperator = 512,
    /// <summary>The operating permit is not in force for this.</summary>
    PermitNotValid = 513,
    /// <summary>The vehicle is not in operation.</summary>
    VehicleNotInOperation = 514,
    /// <summary>The vehicle's annual review is overdue.</summary>
    ReviewOverdue = 515,
    /// <summary>It is needed for an approved charter trip.</summary>
    OnATrip = 516,
    /// <summary>A place of the trip is outside the scope of the electronic certificate.</summary>
    OutOfScope = 517,
    /// <summary>The trip lasts longer than allowed.</summary>
    TripTooLong = 518,
    /// <summary>A driver's certificate is not valid for the time of the trip.</summary>
    DriverNotValid = 519,
    /// <summary>The police data source does not know this name under this number.</summary>
    IdentityCheckFailed = 520,
    /// <summary>The vehicle's certificate is not valid for the time of the trip.</summary>
    VehicleNotValid = 521,
    /// <summary>The trip does not begin in the carrier's province.</summary>
    NotFromHome = 522,
    /// <summary>Before the province issues electronic certificates.</summary>
    BeforeStart = 523,
    /// <summary>Conditions of the class are not met; the errors name all of them.</summary>
    NotEligible = 530,
    /// <summary>Banned from applying until a day that is named.</summary>
    Banned = 531,
    /// <summary>Only the employer may do this, by its letter.</summary>
    EmployerOnly = 532,
}
