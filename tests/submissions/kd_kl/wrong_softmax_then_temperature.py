# expect: failed
def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    log_q = (student_logits.softmax(1) / temperature).log_softmax(1)
    log_p = (teacher_logits.detach().softmax(1) / temperature).log_softmax(1)
    return temperature**2 * (log_p.exp() * (log_p - log_q)).sum(1).mean()
